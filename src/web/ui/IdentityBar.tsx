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
  /** Usually the one «Añadir» menu. */
  readonly action?: ReactNode;
}

/** Whose file this is, always in sight, in at most two lines on a desktop. */
export function IdentityBar({ name, code, tags, people, back, action }: IdentityBarProps) {
  return (
    <header className="sticky top-14 z-10 -mx-4 border-b border-line bg-paper px-4 py-2 md:-mx-8 md:px-8 print:static">
      {back && (
        <Anchor href={back.href} className="inline-flex min-h-8 items-center gap-1 text-sm print:hidden">
          <ArrowLeft className="size-4" />
          {back.label}
        </Anchor>
      )}
      <div className="flex items-center justify-between gap-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-xl">{name}</h1>
          {code && <span className="numeric text-sm text-ink-soft">{code}</span>}
          {tags}
        </div>
        {action}
      </div>
      {people && <p className="max-w-none text-sm text-ink-soft">{people}</p>}
    </header>
  );
}
