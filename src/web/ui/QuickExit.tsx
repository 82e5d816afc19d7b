import { LogOut } from "lucide-react";
import { useEffect } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";

export interface QuickExitProps {
  /** An everyday page that explains itself to anybody who looks. */
  readonly href?: string;
  readonly className?: string;
}

const TIMES = 3;
const WITHIN = 2_000;

/** «Salir rápido»: hides the page at once and replaces it, so that «back» does not return here. Also Escape three times. */
export function QuickExit({ href = "https://www.google.com/", className }: QuickExitProps) {
  const t = useTexts(uiTexts);
  useEffect(() => {
    let presses: readonly number[] = [];
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
      if (presses.length >= TIMES) leave(href);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [href]);
  return (
    <button
      type="button"
      title={t.exit.hint}
      onClick={() => leave(href)}
      className={classes(
        "inline-flex min-h-11 items-center gap-2 rounded-md border-2 border-ink bg-surface px-4 font-bold hover:bg-sunken print:hidden",
        className,
      )}
    >
      <LogOut className="size-5 shrink-0" />
      {t.exit.label}
    </button>
  );
}

function leave(href: string): void {
  document.documentElement.hidden = true;
  document.title = "";
  window.location.replace(href);
}
