import { Star } from "lucide-react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import type { GoalLink } from "./goalLink.ts";
import type { PlanData } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

interface PrioritiesProps {
  readonly data: PlanData;
  /** Begins a goal from a priority; absent where nothing can be written. */
  readonly onMakeGoal?: (link: GoalLink) => void;
}

/** What the family marked in the assessment; each one not yet taken up can become a goal. */
export function Priorities({ data, onMakeGoal }: PrioritiesProps) {
  const t = useTexts(plansTexts);
  const { priorities, assessmentId, plan, dimensions } = data;
  if (priorities.length === 0) {
    return <p className="text-ink-soft">{assessmentId === null ? t.noAssessment : t.noPriorities}</p>;
  }
  const taken = (name: string) =>
    plan?.goals.some(({ item, dimension }) => item === name || dimension === name) ?? false;
  const linkTo = ({ name, dimension }: (typeof priorities)[number]): GoalLink =>
    dimensions.some((known) => known.name === name) ? { dimension: name, item: null } : { dimension, item: name };
  return (
    <section aria-label={t.priorities} className="grid gap-2">
      <h3 className="text-base">{t.priorities}</h3>
      <ul className="grid gap-2">
        {priorities.map((priority) => (
          <li key={priority.name} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="flex items-start gap-2">
              <Star className="mt-1 size-5 shrink-0 text-ochre" />
              <span>{priority.label}</span>
            </span>
            {onMakeGoal && !taken(priority.name) && (
              <Button
                size="small"
                tone="quiet"
                onPress={() => onMakeGoal(linkTo(priority))}
                aria-label={t.makeGoal({ label: priority.label })}
              >
                {t.makeGoalShort}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
