import { useId } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor, useNavigate } from "./Anchor.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";

export interface Section {
  readonly href: string;
  readonly label: string;
  readonly count?: number;
}

export interface SectionNavProps {
  readonly label: string;
  readonly sections: readonly Section[];
  /** The address of the section in sight. */
  readonly current: string;
}

/** The sections of one file (family, child, meeting), each with its own address; a «Ir a…» list on phones. */
export function SectionNav({ label, sections, current }: SectionNavProps) {
  const t = useTexts(uiTexts);
  const navigate = useNavigate();
  const selectId = useId();
  return (
    <nav aria-label={label} className="print:hidden">
      <div className="flex items-center gap-3 md:hidden">
        <label htmlFor={selectId} className="shrink-0 font-bold">
          {t.tabs.goTo}
        </label>
        <select id={selectId} className="control" value={current} onChange={(event) => navigate(event.target.value)}>
          {sections.map((section) => (
            <option key={section.href} value={section.href}>
              {section.label}
            </option>
          ))}
        </select>
      </div>
      <ul className="hidden flex-wrap gap-1 border-b border-line md:flex">
        {sections.map((section) => (
          <li key={section.href}>
            <Anchor
              href={section.href}
              aria-current={section.href === current ? "page" : undefined}
              className={classes(LINK, section.href === current ? CURRENT : "border-transparent text-ink-soft")}
            >
              {section.label}
              {section.count !== undefined && <span className="numeric text-sm">({section.count})</span>}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const LINK =
  "-mb-px flex min-h-11 items-center gap-1.5 rounded-t-md border-b-4 px-4 pt-2 pb-1 no-underline hover:bg-sunken hover:text-ink";
const CURRENT = "border-teal font-bold text-ink";
