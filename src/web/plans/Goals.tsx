import { lazy, Suspense, useState } from "react";
import { type ActionShown, type GoalShown, moveGoal } from "../../contracts/plans.ts";
import { type GoalState, goalTransitions } from "../../core/plans/goal.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { BoardColumns } from "../ui/BoardColumns.tsx";
import { Button } from "../ui/Button.tsx";
import { MineOrTheirs } from "./DialogParts.tsx";
import { DraftGoals } from "./DraftGoals.tsx";
import { GoalBody, type GoalDeeds } from "./GoalBody.tsx";
import type { PlanData, ReadAgain, ShownPlan } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

const MoveDialog = lazy(() => import("./MoveDialog.tsx").then((file) => ({ default: file.MoveDialog })));

const COLUMNS = ["to_start", "under_way", "achieved"] as const satisfies readonly GoalState[];
type Told = "achieved" | "dropped";

interface GoalsProps {
  readonly data: PlanData;
  readonly plan: ShownPlan;
  readonly readAgain: ReadAgain;
  readonly onEdit: (goal: GoalShown) => void;
  readonly onHistory: (goal: GoalShown) => void;
  readonly onAction: (goal: GoalShown, action?: ActionShown) => void;
}

interface Move {
  readonly goalId: string;
  readonly to: GoalState;
  readonly words: string;
}

function useMoves({ plan, readAgain }: GoalsProps) {
  const saving = useSaving(moveGoal);
  const [asked, setAsked] = useState<{ readonly goal: GoalShown; readonly to: Told } | null>(null);
  const [last, setLast] = useState<Move | null>(null);
  const send = (move: Move, baseVersion: number) => {
    setLast(move);
    void saving.save({ ...move, baseVersion }, () => undefined);
  };
  const move = (goalId: string, column: string) => {
    const goal = plan.goals.find(({ id }) => id === goalId);
    const to = COLUMNS.find((known) => known === column);
    if (!goal || !to) return;
    if (to === "achieved") setAsked({ goal, to });
    else send({ goalId, to, words: "" }, goal.version);
  };
  const tell = (words: string) => {
    if (asked) send({ goalId: asked.goal.id, to: asked.to, words }, asked.goal.version);
    setAsked(null);
  };
  const keepMine = () =>
    void readAgain().then((fresh) => {
      const now = fresh?.plan?.goals.find(({ id }) => id === last?.goalId);
      if (!last || !now) return;
      if (now.state === last.to) saving.forget();
      else send(last, now.version);
    });
  return { saving, move, tell, keepMine, asked, setAsked, send };
}

/** Goals of a plan: a list while it is prepared, a board moved by menu or by dragging once agreed; those left stand below. */
export function Goals(props: GoalsProps) {
  const { data, plan, onEdit, onHistory, onAction } = props;
  const t = useTexts(plansTexts);
  const moves = useMoves(props);
  const { saving, asked, setAsked } = moves;
  const deeds: GoalDeeds = { onEdit, onHistory, onAction, onDrop: (goal) => setAsked({ goal, to: "dropped" }) };
  return (
    <>
      {saving.errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      <MineOrTheirs
        conflict={saving.conflict}
        labels={t.move.fields}
        show={(_field, value) => t.goalStates[value as GoalState] ?? String(value)}
        onMine={moves.keepMine}
        onTheirs={saving.forget}
      />
      {plan.state === "agreed" ? (
        <Board data={data} plan={plan} deeds={deeds} onMove={moves.move} />
      ) : (
        <DraftGoals data={data} plan={plan} deeds={deeds} />
      )}
      <Dropped
        plan={plan}
        mayWrite={data.mayWrite}
        onHistory={onHistory}
        onResume={(goal) => moves.send({ goalId: goal.id, to: "to_start", words: "" }, goal.version)}
      />
      {asked && (
        <Suspense>
          <MoveDialog
            goal={asked.goal}
            to={asked.to}
            busy={saving.pending}
            onMove={moves.tell}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </>
  );
}

interface BoardProps extends Pick<GoalsProps, "data" | "plan"> {
  readonly deeds: GoalDeeds;
  readonly onMove: (goalId: string, column: string) => void;
}

function Board({ data, plan, deeds, onMove }: BoardProps) {
  const t = useTexts(plansTexts);
  const cards = plan.goals
    .filter(({ state }) => state !== "dropped")
    .map((goal) => ({
      id: goal.id,
      column: goal.state,
      title: goal.words,
      allowed: data.mayWrite ? goalTransitions[goal.state] : [],
      body: <GoalBody goal={goal} mayWrite={data.mayWrite} deeds={deeds} />,
    }));
  const columns = COLUMNS.map((id) => ({ id, title: t.goalStates[id] }));
  return <BoardColumns label={t.board} columns={columns} cards={cards} onMove={onMove} />;
}

interface DroppedProps {
  readonly plan: ShownPlan;
  readonly mayWrite: boolean;
  readonly onHistory: (goal: GoalShown) => void;
  readonly onResume: (goal: GoalShown) => void;
}

function Dropped({ plan, mayWrite, onHistory, onResume }: DroppedProps) {
  const t = useTexts(plansTexts);
  const dropped = plan.goals.filter(({ state }) => state === "dropped");
  if (dropped.length === 0) return null;
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 font-bold text-teal">
        {t.dropped} ({dropped.length})
      </summary>
      <ul className="grid gap-2">
        {dropped.map((goal) => (
          <li key={goal.id} className="flex flex-wrap items-center gap-2 rounded-md border border-line px-3 py-2">
            <span className="grow">{goal.words}</span>
            <Button size="small" tone="quiet" onPress={() => onHistory(goal)}>
              {t.history}
            </Button>
            {mayWrite && (
              <Button size="small" onPress={() => onResume(goal)}>
                {t.resume}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
