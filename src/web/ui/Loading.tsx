import { useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "./texts.ts";

/** What is loading, said once; shapes hold the place so that nothing jumps. */
export function Loading({ label, lines = 3 }: { readonly label?: string; readonly lines?: number }) {
  const t = useTexts(uiTexts);
  return (
    <div className="grid gap-3">
      <p role="status" className="text-ink-soft">
        {label ?? t.loading}
      </p>
      <Skeleton lines={lines} />
    </div>
  );
}

/** Grey lines where text will be. */
function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div aria-hidden="true" className="grid gap-2">
      {WIDTHS.slice(0, lines).map((width) => (
        <div key={width} className={`h-5 animate-pulse rounded-sm bg-sunken ${width}`} />
      ))}
    </div>
  );
}

const WIDTHS = ["w-11/12", "w-9/12", "w-10/12", "w-7/12", "w-8/12", "w-6/12"];
