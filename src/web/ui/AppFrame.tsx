import type { LucideIcon } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "./Anchor.tsx";
import { Badge } from "./Badge.tsx";
import { BottomBar, type Shortcut } from "./BottomBar.tsx";
import { classes } from "./classes.ts";
import { Mark } from "./Mark.tsx";
import { uiTexts } from "./texts.ts";

export interface NavigationEntry {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly count?: number;
  /** What the count counts: «tareas vencidas». */
  readonly countOf?: string;
}
export interface NavigationGroup {
  readonly title: string;
  readonly entries: readonly NavigationEntry[];
}

export interface AppFrameProps {
  /** The programme's name, beside the mark. */
  readonly title: string;
  readonly home: string;
  /** The rail of the desktop: only what this person may use. */
  readonly groups: readonly NavigationGroup[];
  /** The bar of the phone: exactly five, with words. */
  readonly shortcuts: readonly Shortcut[];
  /** The address in sight, to mark where one is. */
  readonly current: string;
  /** Right end of the top bar: search, sending state, language, person. */
  readonly tools?: ReactNode;
  /** Under the top bar, on every page: no connection, demo notice. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every signed-in page: top bar, rail or bottom bar, and the content. */
export function AppFrame(props: AppFrameProps) {
  const { title, home, groups, shortcuts, current, tools, status, children } = props;
  const t = useTexts(uiTexts);
  return (
    <div className="min-h-dvh">
      {/* biome-ignore lint/a11y/useValidAnchor: a link to a place in the page; the click only keeps it out of the address */}
      <a href="#content" onClick={skip} className={SKIP}>
        {t.skip}
      </a>
      <header className="sticky top-0 z-20 bg-surface print:static">
        <div className="flex h-[54px] items-center justify-between gap-3 px-4 md:px-6">
          <Anchor href={home} className="flex min-h-11 min-w-0 items-center gap-2.5 text-ink no-underline">
            <Mark className="size-8 shrink-0 text-teal" />
            <span className="truncate font-bold">{title}</span>
          </Anchor>
          {tools && <div className="flex shrink-0 items-center gap-1">{tools}</div>}
        </div>
        <div className="braid-line h-0.5 print:hidden" />
      </header>
      <div className="md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
        <Rail groups={groups} current={current} />
        <div className="min-w-0">
          {status}
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto grid max-w-6xl gap-6 px-4 pt-4 pb-28 outline-none md:px-8 md:pb-16"
          >
            {children}
          </main>
        </div>
      </div>
      <BottomBar shortcuts={shortcuts} current={current} />
    </div>
  );
}

/** Without a trace in the address, which belongs to the router. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function Rail({ groups, current }: Pick<AppFrameProps, "groups" | "current">) {
  const t = useTexts(uiTexts);
  return (
    <nav
      aria-label={t.mainNavigation}
      className="sticky top-14 hidden h-[calc(100dvh-56px)] content-start gap-5 overflow-y-auto border-r border-line p-4 md:grid print:hidden"
    >
      {groups.map((group) => (
        <div key={group.title} className="grid gap-1">
          <h2 className="px-3 text-xs font-bold tracking-wide text-ink-soft uppercase">{group.title}</h2>
          <ul className="grid gap-0.5">
            {group.entries.map((entry) => (
              <li key={entry.href}>
                <RailLink entry={entry} here={entry.href === current} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function RailLink({ entry, here }: { readonly entry: NavigationEntry; readonly here: boolean }) {
  const { icon: Icon, href, label, count = 0, countOf = "" } = entry;
  return (
    <Anchor
      href={href}
      aria-current={here ? "page" : undefined}
      className={classes(
        "flex min-h-10 items-center gap-3 rounded-md px-3 no-underline hover:bg-sunken hover:text-ink",
        here ? "bg-teal-soft font-bold text-teal-deep" : "text-ink",
      )}
    >
      <Icon className="size-5 shrink-0" />
      <span className="grow">{label}</span>
      <Badge count={count} of={countOf} />
    </Anchor>
  );
}

const SKIP =
  "absolute left-4 top-2 z-50 -translate-y-24 rounded-md bg-ink px-4 py-3 font-bold text-paper hover:text-paper focus:translate-y-0";
