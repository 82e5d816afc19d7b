import type { ReactNode } from "react";
import { Anchor } from "./Anchor.tsx";
import { classes } from "./classes.ts";

export interface CardProps {
  readonly title: ReactNode;
  /** Where it opens. A card without it is a `Panel`. */
  readonly href: string;
  readonly children?: ReactNode;
  /** Tags and dates, on top or at the side. */
  readonly aside?: ReactNode;
  readonly headingLevel?: 2 | 3 | 4;
}

/** Something one can open: a family, a child, an offer. The title is the link and the whole card its target. */
export function Card({ title, href, children, aside, headingLevel = 3 }: CardProps) {
  const Heading = HEADINGS[headingLevel];
  return (
    <article className="card relative grid gap-2 p-4 hover:border-edge hover:shadow-float has-[h2_a:focus-visible,h3_a:focus-visible,h4_a:focus-visible]:outline-3 has-[h2_a:focus-visible,h3_a:focus-visible,h4_a:focus-visible]:outline-focus">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <Heading className="text-lg">
          <Anchor href={href} className="no-underline outline-none after:absolute after:inset-0 hover:underline">
            {title}
          </Anchor>
        </Heading>
        {aside && <div className="flex flex-wrap gap-2">{aside}</div>}
      </div>
      {children && <div className="text-ink-soft">{children}</div>}
    </article>
  );
}

const HEADINGS = { 2: "h2", 3: "h3", 4: "h4" } as const;

export interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** A titled part of a page. It does not open: no shadow, no hover. */
export function Panel({ title, children, actions, className }: PanelProps) {
  return (
    <section aria-label={title} className={classes("grid content-start gap-4", className)}>
      <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line pb-2">
        <h2>{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
