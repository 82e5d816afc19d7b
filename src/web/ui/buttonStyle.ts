import { classes } from "./classes.ts";

/** `danger` is for deeds hard to undo, in ink: brick red is kept for danger to a child. */
export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "normal" | "small" | "large";

const TONES = {
  primary: "border-transparent bg-teal text-on-teal hover:bg-teal-deep hover:text-on-teal",
  secondary: "border-edge bg-surface text-ink hover:border-ink hover:text-ink hover:bg-sunken",
  quiet: "border-transparent bg-transparent text-teal hover:text-teal-deep hover:bg-teal-soft",
  danger: "border-transparent bg-ink text-paper hover:bg-ink-soft hover:text-paper",
} satisfies Record<ButtonTone, string>;

const SIZES = {
  normal: "min-h-11 px-4 py-2",
  small: "min-h-11 px-3 py-1 text-sm md:min-h-9",
  large: "min-h-14 px-6 py-3 text-lg",
} satisfies Record<ButtonSize, string>;

/** The look of a button, shared by buttons, links that look like one, and menu openers. */
export function buttonStyle(tone: ButtonTone = "secondary", size: ButtonSize = "normal", wide = false): string {
  return classes(
    "inline-flex items-center justify-center gap-2 rounded-md border font-bold no-underline leading-tight text-center",
    "transition-colors motion-reduce:transition-none print:hidden",
    TONES[tone],
    SIZES[size],
    wide && "w-full md:w-auto",
  );
}
