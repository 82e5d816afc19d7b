import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { type ButtonSize, type ButtonTone, buttonStyle } from "./buttonStyle.ts";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled" | "onClick" | "children">;

export interface ButtonProps extends Native {
  readonly children: ReactNode;
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  /** Full width on phones. */
  readonly wide?: boolean;
  /** Work in progress: further presses do nothing, focus stays. Buttons are never disabled. */
  readonly busy?: boolean;
  readonly onPress?: () => void;
}

/** A button with a verb on it. One primary per screen. */
export function Button(props: ButtonProps) {
  const {
    tone,
    size,
    icon: Icon,
    wide,
    busy = false,
    onPress,
    children,
    className,
    type = "button",
    ...native
  } = props;
  const t = useTexts(uiTexts);
  const press = (event: MouseEvent) => {
    if (busy) event.preventDefault();
    else onPress?.();
  };
  return (
    <button
      {...native}
      type={type}
      aria-disabled={busy || undefined}
      onClick={press}
      className={classes(buttonStyle(tone, size, wide), busy && "cursor-progress", className)}
    >
      {busy ? <LoaderCircle className="size-5 shrink-0 animate-spin" /> : Icon && <Icon className="size-5 shrink-0" />}
      <span>{children}</span>
      {busy && <VisuallyHidden>{t.busy}</VisuallyHidden>}
    </button>
  );
}
