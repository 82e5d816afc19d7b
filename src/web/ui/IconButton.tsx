import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes } from "react";
import { classes } from "./classes.ts";

export interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick" | "disabled" | "title"> {
  /** The words of the icon, heard and shown on hover. */
  readonly label: string;
  readonly icon: LucideIcon;
  readonly onPress?: () => void;
}

/** An icon without visible words: only for closing, clearing and paging, where the sign is known to all. */
export function IconButton({ label, icon: Icon, onPress, className, type = "button", ...native }: IconButtonProps) {
  return (
    <button
      {...native}
      type={type}
      aria-label={label}
      title={label}
      onClick={onPress}
      className={classes(
        "inline-flex size-11 shrink-0 items-center justify-center rounded-md text-ink hover:bg-sunken print:hidden",
        className,
      )}
    >
      <Icon className="size-5" />
    </button>
  );
}
