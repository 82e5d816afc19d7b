import { CalendarDays, CircleCheck, Clock, TriangleAlert } from "lucide-react";
import { daysBetween } from "../i18n/dates.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";

export interface DueDateProps {
  /** ISO date. */
  readonly date: string;
  /** What falls on that day: «Revisión de la medida». A date is never shown without its label. */
  readonly label: string;
  /** Where the column or heading already says the label, it is only heard. */
  readonly hideLabel?: boolean;
  /** A deadline of the law: only these turn brick red when they are past. */
  readonly legal?: boolean;
  readonly done?: boolean;
  /** From how many days before it counts as soon. */
  readonly soonWithin?: number;
}

/** «Revisión de la medida · **vie 28 nov** · en 7 días» with the sign and colour of its nearness. */
export function DueDate({ date, label, hideLabel = false, legal = false, done = false, soonWithin = 7 }: DueDateProps) {
  const t = useTexts(uiTexts);
  const { today } = useLocale();
  const format = useFormats();
  const days = daysBetween(today, date);
  const near = nearness({ days, done, soonWithin, legal });
  const distance = format.distance(date);
  const overdue = legal ? t.due.overdueLegal({ distance }) : t.due.overdue({ distance });
  const { Icon, ink } = LOOK[near];
  return (
    <span className={classes("inline-flex items-start gap-1.5", ink)}>
      <Icon className="mt-1 size-4 shrink-0" />
      <span>
        <span className={hideLabel ? "sr-only" : "text-ink-soft"}>{label}</span>{" "}
        <time dateTime={date} className="font-bold whitespace-nowrap">
          {format.date(date)}
        </time>
        <span> · {done ? t.due.done : wording({ days, distance, overdue, today: t.due.today })}</span>
      </span>
    </span>
  );
}

type Nearness = "done" | "far" | "soon" | "late" | "legal";

const LOOK = {
  done: { Icon: CircleCheck, ink: "text-ink-soft" },
  far: { Icon: CalendarDays, ink: "text-ink" },
  soon: { Icon: Clock, ink: "text-ochre" },
  late: { Icon: Clock, ink: "text-ochre" },
  legal: { Icon: TriangleAlert, ink: "text-brick" },
} as const;

interface When {
  readonly days: number;
  readonly done: boolean;
  readonly soonWithin: number;
  readonly legal: boolean;
}

function nearness({ days, done, soonWithin, legal }: When): Nearness {
  if (done) return "done";
  if (days < 0) return legal ? "legal" : "late";
  return days <= soonWithin ? "soon" : "far";
}

function wording(words: { days: number; distance: string; overdue: string; today: string }): string {
  if (words.days === 0) return words.today;
  return words.days < 0 ? words.overdue : words.distance;
}
