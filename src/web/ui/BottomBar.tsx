import type { LucideIcon } from "lucide-react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "./Anchor.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";

interface ShortcutLook {
  readonly label: string;
  readonly icon: LucideIcon;
  /** A dot: something waits there. Its words are heard. */
  readonly waiting?: string;
}
/** A place to go or a deed (the middle one, «Añadir»). */
export type Shortcut = ShortcutLook & ({ readonly href: string } | { readonly onPress: () => void });

/** The bar at the bottom of phones, of five places at most. Part of `AppFrame`. */
export function BottomBar({
  shortcuts,
  current,
}: {
  readonly shortcuts: readonly Shortcut[];
  readonly current: string;
}) {
  const t = useTexts(uiTexts);
  return (
    <nav
      aria-label={t.bottomNavigation}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="flex *:min-w-0 *:flex-1">
        {shortcuts.map((shortcut) => (
          <li key={shortcut.label}>
            <ShortcutItem shortcut={shortcut} here={"href" in shortcut && shortcut.href === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ShortcutItem({ shortcut, here }: { readonly shortcut: Shortcut; readonly here: boolean }) {
  const { icon: Icon, label, waiting } = shortcut;
  const look = classes(
    "relative flex min-h-16 w-full flex-col items-center justify-center gap-0.5 text-xs no-underline -outline-offset-4",
    here ? "font-bold text-teal" : "text-ink-soft",
  );
  const inside = (
    <>
      <span className={classes("rounded-full px-4 py-0.5", here && "bg-teal-soft")}>
        <Icon className="size-6" />
      </span>
      {label}
      {waiting && (
        <span className="absolute top-2 left-1/2 ml-2 size-2.5 rounded-full bg-ochre-mark">
          <span className="sr-only">{waiting}</span>
        </span>
      )}
    </>
  );
  if ("href" in shortcut) {
    return (
      <Anchor href={shortcut.href} aria-current={here ? "page" : undefined} className={look}>
        {inside}
      </Anchor>
    );
  }
  return (
    <button type="button" onClick={shortcut.onPress} className={look}>
      {inside}
    </button>
  );
}
