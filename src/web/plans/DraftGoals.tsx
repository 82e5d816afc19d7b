import { useTexts } from "../i18n/LocaleProvider.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { GoalBody, type GoalDeeds } from "./GoalBody.tsx";
import type { PlanData, ShownPlan } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

interface DraftGoalsProps {
  readonly data: PlanData;
  readonly plan: ShownPlan;
  readonly deeds: GoalDeeds;
}

/** Goals while the plan is being prepared: in the order they were written, not on a board yet. */
export function DraftGoals({ data, plan, deeds }: DraftGoalsProps) {
  const t = useTexts(plansTexts);
  const goals = plan.goals.filter(({ state }) => state !== "dropped");
  if (goals.length === 0) return <EmptyState title={t.noGoals}>{t.noGoalsText}</EmptyState>;
  return (
    <ol className="grid gap-3 md:grid-cols-2">
      {goals.map((goal) => (
        <li key={goal.id} className="card grid content-start gap-2 p-4">
          <h4 className="text-lg">{goal.words}</h4>
          <GoalBody goal={goal} mayWrite={data.mayWrite} deeds={deeds} />
        </li>
      ))}
    </ol>
  );
}
