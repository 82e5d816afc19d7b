import { ArrowDown, ArrowRight, ArrowUp, ListChecks } from "lucide-react";
import type { HouseholdFile } from "../../contracts/families.ts";
import type { FamilyPanelProps } from "../households/panels.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { plansTexts } from "./texts.ts";

type Goal = HouseholdFile["goals"][number];

const TONES = { to_start: "neutral", under_way: "info", achieved: "good", dropped: "neutral" } satisfies Record<
  Goal["state"],
  Tone
>;
const DIRECTION_ICONS = { forward: ArrowUp, same: ArrowRight, back: ArrowDown };

/** The plan in the family file: its goals and how they go, with the way to the whole of it. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(plansTexts);
  const { date } = useFormats();
  const href = `/plan/${file.case?.id}`;
  const { plan, goals } = file;
  return (
    <Frame
      title={t.panel.title}
      actions={
        <LinkButton size="small" icon={ListChecks} href={href}>
          {plan ? t.panel.open : t.panel.begin}
        </LinkButton>
      }
    >
      {!plan && (
        <EmptyState title={t.panel.none} icon={ListChecks}>
          {t.panel.noneText}
        </EmptyState>
      )}
      {plan && (
        <p>
          <StatusTag tone={plan.state === "agreed" ? "good" : "info"}>{t.states[plan.state]}</StatusTag>{" "}
          {plan.agreedOn && <span className="text-ink-soft">{t.panel.agreed({ day: date(plan.agreedOn) })}</span>}
        </p>
      )}
      <ul className="grid gap-3">
        {goals.map((goal) => (
          <GoalLine key={goal.id} goal={goal} />
        ))}
      </ul>
    </Frame>
  );
}

function GoalLine({ goal }: { readonly goal: Goal }) {
  const t = useTexts(plansTexts);
  const { lastDirection, actionsDone, actionsOpen } = goal;
  return (
    <li className="grid gap-1 border-l-4 border-line pl-3">
      <span className="font-bold">{goal.words}</span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        <StatusTag tone={TONES[goal.state]}>{t.goalStates[goal.state]}</StatusTag>
        {lastDirection && (
          <StatusTag icon={DIRECTION_ICONS[lastDirection]}>{t.panel.directions[lastDirection]}</StatusTag>
        )}
        {actionsDone + actionsOpen > 0 && <span>{t.panel.counts({ done: actionsDone, open: actionsOpen })}</span>}
      </span>
    </li>
  );
}
