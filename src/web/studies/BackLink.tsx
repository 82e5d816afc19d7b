import { ArrowLeft } from "lucide-react";
import { Anchor } from "../ui/Anchor.tsx";

/** The way up, above the heading. */
export function BackLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Anchor href={href} className="inline-flex min-h-11 items-center gap-1 justify-self-start text-sm print:hidden">
      <ArrowLeft className="size-4 shrink-0" />
      {children}
    </Anchor>
  );
}
