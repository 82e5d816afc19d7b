import { X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { IconButton } from "./IconButton.tsx";
import { TONE_ICONS, type Tone } from "./StatusTag.tsx";
import { uiTexts } from "./texts.ts";

export interface Notice {
  readonly text: string;
  readonly tone?: Tone;
  readonly action?: { readonly label: string; readonly onPress: () => void };
}
type Notify = (notice: Notice) => void;
interface Shown extends Notice {
  readonly id: number;
}

const ToastContext = createContext<Notify | null>(null);

/** Long enough to read two lines twice; errors and notices with an action stay until they are closed. */
const READING_TIME = 8_000;

/** Holds the short notices that appear at the bottom: «Visita guardada». */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const t = useTexts(uiTexts);
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const last = useRef(0);
  const close = useCallback((id: number) => setShown((all) => all.filter((one) => one.id !== id)), []);
  const notify = useCallback<Notify>((notice) => {
    last.current += 1;
    const id = last.current;
    setShown((all) => [...all.slice(-2), { ...notice, id }]);
  }, []);
  const region = useMemo(
    () => shown.map((notice) => <Toast key={notice.id} notice={notice} onClose={close} />),
    [shown, close],
  );
  return (
    <ToastContext value={notify}>
      {children}
      <section
        aria-label={t.notices}
        className="pointer-events-none fixed inset-x-0 bottom-20 z-50 grid justify-items-center gap-2 px-4 md:bottom-6 print:hidden"
      >
        <div role="status" className="contents">
          {region}
        </div>
      </section>
    </ToastContext>
  );
}

/** The way to show a notice. What needs an answer is a dialog; what must not be missed is a banner. */
export function useToast(): Notify {
  const notify = useContext(ToastContext);
  if (!notify) throw new Error("useToast needs a ToastProvider above it");
  return notify;
}

function Toast({ notice, onClose }: { readonly notice: Shown; readonly onClose: (id: number) => void }) {
  const t = useTexts(uiTexts);
  const { id, tone = "good", action } = notice;
  const stays = action !== undefined || tone === "danger" || tone === "soon";
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => onClose(id), READING_TIME);
    return () => clearTimeout(timer);
  }, [id, stays, onClose]);
  const Icon = TONE_ICONS[tone];
  const act = () => {
    action?.onPress();
    onClose(id);
  };
  return (
    <div className="pointer-events-auto flex w-full max-w-lg items-center gap-3 rounded-lg bg-ink py-1 pr-1 pl-4 text-paper shadow-float">
      <Icon className="size-5 shrink-0" />
      <span className="grow py-2">{notice.text}</span>
      {action && (
        <button type="button" onClick={act} className={classes(ON_INK, "px-3 font-bold underline")}>
          {action.label}
        </button>
      )}
      <IconButton label={t.close} icon={X} onPress={() => onClose(id)} className={classes(ON_INK, "text-paper")} />
    </div>
  );
}

const ON_INK = "min-h-11 shrink-0 rounded-md hover:bg-ink-soft hover:text-paper focus-visible:outline-paper";
