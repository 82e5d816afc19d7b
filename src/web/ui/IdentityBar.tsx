import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Anchor } from "./Anchor.tsx";

export interface IdentityBarProps {
  /** «Familia Huenchumil Rojas». The page's only first heading. */
  readonly name: string;
  /** «F-1042» */
  readonly code?: string;
  readonly tags?: ReactNode;
  /** One line: who lives there, where, and who accompanies them. */
  readonly people?: ReactNode;
  readonly back?: { readonly href: string; readonly label: string };
  /** Usually the one «Añadir» menu, in size `small`. */
  readonly action?: ReactNode;
}

/** Whose file this is. The line with the name stays in sight; the rest scrolls away. Stands directly in the page's content. */
export function IdentityBar({ name, code, tags, people, back, action }: IdentityBarProps) {
  return (
    <>
      {back && (
        <Anchor
          href={back.href}
          className="-mt-3 -mb-6 inline-flex min-h-11 items-center gap-1 justify-self-start text-sm print:hidden"
        >
          <ArrowLeft className="size-4" />
          {back.label}
        </Anchor>
      )}
      <header className="sticky top-14 z-10 -mx-4 flex items-center justify-between gap-3 border-b border-line bg-paper px-4 py-2 md:-mx-8 md:px-8 print:static">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-lg md:text-xl">{name}</h1>
          {code && <span className="numeric text-sm text-ink-soft">{code}</span>}
          {tags && <span className="hidden gap-2 md:flex">{tags}</span>}
        </div>
        {action}
      </header>
      {(people || tags) && (
        <div className="-mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-ink-soft">
          {tags && <span className="flex flex-wrap gap-2 md:hidden">{tags}</span>}
          {people}
        </div>
      )}
    </>
  );
}
