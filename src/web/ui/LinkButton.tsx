import type { LucideIcon } from "lucide-react";
import { Anchor, type AnchorProps } from "./Anchor.tsx";
import { type ButtonSize, type ButtonTone, buttonStyle } from "./buttonStyle.ts";
import { classes } from "./classes.ts";

export interface LinkButtonProps extends AnchorProps {
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  readonly wide?: boolean;
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ tone, size, icon: Icon, wide, className, children, ...link }: LinkButtonProps) {
  return (
    <Anchor {...link} className={classes(buttonStyle(tone, size, wide), className)}>
      {Icon && <Icon className="size-5 shrink-0" />}
      <span>{children}</span>
    </Anchor>
  );
}
