import { Check, Pencil, Plus, RotateCcw } from "lucide-react";
import { type ActionShown, completeAction, type GoalShown } from "../../contracts/plans.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { DueDate } from "../ui/DueDate.tsx";
import { Menu } from "../ui/Menu.tsx";
import { plansTexts } from "./texts.ts";

/** What can be asked of a goal; the page opens the dialogs. */
export interface GoalDeeds {
  readonly onEdit: (goal: GoalShown) => void;
  readonly onHistory: (goal: GoalShown) => void;
  readonly onDrop: (goal: GoalShown) => void;
  readonly onAction: (goal: GoalShown, action?: ActionShown) => void;
}

interface GoalBodyProps {
  readonly goal: GoalShown;
  readonly mayWrite: boolean;
  readonly deeds: GoalDeeds;
}

/** Inside of a goal's card: what it is about, who does what by when, and the rest behind «Más». */
export function GoalBody({ goal, mayWrite, deeds }: GoalBodyProps) {
  const t = useTexts(plansTexts);
  const about = goal.itemLabel ?? goal.dimensionLabel;
  const open = goal.state === "to_start" || goal.state === "under_way";
  const history = { id: "history", label: t.history, onPress: () => deeds.onHistory(goal) };
  const writing = [
    { id: "edit", label: t.edit, onPress: () => deeds.onEdit(goal) },
    ...(open ? [{ id: "drop", label: t.drop, onPress: () => deeds.onDrop(goal) }] : []),
  ];
  return (
    <div className="grid gap-3">
      {about && <p className="text-sm text-ink-soft">{t.about({ label: about })}</p>}
      {goal.actions.length === 0 ? (
        open && <p className="text-sm text-ink-soft">{t.noActions}</p>
      ) : (
        <ul aria-label={t.actions} className="grid gap-2">
          {goal.actions.map((action) => (
            <ActionItem
              key={action.id}
              action={action}
              mayWrite={mayWrite}
              onEdit={() => deeds.onAction(goal, action)}
            />
          ))}
        </ul>
      )}
      <div className="-ml-3 flex flex-wrap">
        {mayWrite && open && (
          <Button tone="quiet" size="small" icon={Plus} onPress={() => deeds.onAction(goal)}>
            {t.addAction}
          </Button>
        )}
        <Menu
          label={t.more}
          fullLabel={t.moreFor({ goal: goal.words })}
          tone="quiet"
          size="small"
          actions={mayWrite ? [history, ...writing] : [history]}
        />
      </div>
    </div>
  );
}

interface ActionItemProps {
  readonly action: ActionShown;
  readonly mayWrite: boolean;
  readonly onEdit: () => void;
}

function ActionItem({ action, mayWrite, onEdit }: ActionItemProps) {
  const t = useTexts(plansTexts);
  const { date } = useFormats();
  const { today } = useLocale();
  const saving = useSaving(completeAction);
  const done = action.doneOn !== null;
  const toggle = () => {
    const input = { actionId: action.id, baseVersion: action.version, doneOn: done ? null : today };
    void saving.save(input, () => undefined);
  };
  const problem = saving.conflict ? t.actionChanged : saving.errors[0]?.message;
  const naming = { what: action.what };
  return (
    <li className="grid gap-1 border-l-4 border-line pl-3">
      <span className={done ? "text-ink-soft" : undefined}>
        <b>{action.who}</b>: {action.what}
      </span>
      <span className="text-sm text-ink-soft">
        {action.doneOn
          ? t.actionDoneOn({ day: date(action.doneOn) })
          : action.dueOn && <DueDate date={action.dueOn} label={t.due} />}
      </span>
      {mayWrite && (
        <span className="-ml-3 flex flex-wrap items-center">
          <Button
            tone="quiet"
            size="small"
            icon={done ? RotateCcw : Check}
            busy={saving.pending}
            onPress={toggle}
            aria-label={done ? t.actionUndoFor(naming) : t.actionDoneFor(naming)}
          >
            {done ? t.actionUndo : t.actionDone}
          </Button>
          <Button tone="quiet" size="small" icon={Pencil} onPress={onEdit} aria-label={t.actionEdit(naming)}>
            {t.actionEditShort}
          </Button>
        </span>
      )}
      {problem && (
        <span role="alert" className="text-sm text-brick">
          {problem}
        </span>
      )}
    </li>
  );
}
