import { Check, Minus } from "lucide-react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "./Anchor.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export type StepState = "done" | "current" | "todo" | "skipped";
export interface Step {
  readonly id: string;
  readonly label: string;
  readonly state: StepState;
  /** Steps already reached may be opened again. */
  readonly href?: string;
}

export interface ProgressStepsProps {
  readonly label?: string;
  readonly steps: readonly Step[];
}

/** Where one is in a sequence; on phones a line of segments and the name of the step in hand. */
export function ProgressSteps({ label, steps }: ProgressStepsProps) {
  const t = useTexts(uiTexts);
  const at = steps.findIndex(({ state }) => state === "current");
  const current = steps[at];
  return (
    <nav aria-label={label ?? t.steps.label} className="print:hidden">
      {current && (
        <p aria-hidden="true" className="mb-2 md:hidden">
          <span className="text-ink-soft">{t.steps.position({ step: at + 1, steps: steps.length })}</span>{" "}
          <b>{current.label}</b>
        </p>
      )}
      <ol className="flex gap-1 md:gap-0">
        {steps.map((step, index) => (
          <StepItem key={step.id} step={step} number={index + 1} />
        ))}
      </ol>
    </nav>
  );
}

function StepItem({ step, number }: { readonly step: Step; readonly number: number }) {
  const t = useTexts(uiTexts);
  const { state, label, href } = step;
  const words = (
    <>
      {label}
      <VisuallyHidden> ({t.steps[state]})</VisuallyHidden>
    </>
  );
  return (
    <li
      aria-current={state === "current" ? "step" : undefined}
      className={classes(
        "relative flex-1 md:text-center md:text-sm",
        "md:not-first:before:absolute md:not-first:before:top-4 md:not-first:before:right-1/2 md:not-first:before:h-0.5 md:not-first:before:w-full",
        state === "done" || state === "current" ? "md:before:bg-teal" : "md:before:bg-line",
        state === "current" && "md:font-bold",
      )}
    >
      <span className={classes("block h-1.5 rounded-full md:hidden", BARS[state])} />
      <span className={classes(MARK, MARKS[state])}>
        {state === "done" && <Check className="size-4" />}
        {state === "skipped" && <Minus className="size-4" />}
        {(state === "current" || state === "todo") && number}
      </span>
      <span className="sr-only md:hidden">{words}</span>
      <span className="mt-1 hidden md:block">{href ? <Anchor href={href}>{words}</Anchor> : words}</span>
    </li>
  );
}

const MARK =
  "numeric relative z-10 mx-auto hidden size-8 items-center justify-center rounded-full border-2 text-sm font-bold md:flex";
const MARKS = {
  done: "border-teal bg-teal text-on-teal",
  current: "border-teal bg-surface text-teal",
  todo: "border-edge bg-surface text-ink-soft",
  skipped: "border-line bg-sunken text-ink-soft",
} satisfies Record<StepState, string>;
const BARS = { done: "bg-teal", current: "bg-ochre-mark", todo: "bg-line", skipped: "bg-line" } satisfies Record<
  StepState,
  string
>;
