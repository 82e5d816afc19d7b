import { useFormats } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export interface BadgeProps {
  readonly count: number;
  /** What is counted, heard after the number: «visitas por enviar». */
  readonly of: string;
  readonly tone?: "neutral" | "soon" | "danger";
}

/** A count beside a name. Nothing to count, nothing shown. */
export function Badge({ count, of, tone = "neutral" }: BadgeProps) {
  const { number } = useFormats();
  if (count === 0) return null;
  return (
    <span
      className={classes(
        "numeric inline-flex min-w-6 justify-center rounded-full px-1.5 text-sm font-bold",
        TONES[tone],
      )}
    >
      {count > 99 ? "99+" : number(count)}
      <VisuallyHidden> {of}</VisuallyHidden>
    </span>
  );
}

const TONES = {
  neutral: "bg-sunken text-ink",
  soon: "bg-ochre-soft text-ochre",
  danger: "bg-brick text-on-brick",
} as const;
