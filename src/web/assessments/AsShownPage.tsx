import { Printer } from "lucide-react";
import { assessmentAsShown } from "../../contracts/assessments.ts";
import type { Snapshot } from "../../core/instruments/snapshot.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { Loading } from "../ui/Loading.tsx";
import { ShownAnswers } from "./ShownAnswers.tsx";
import { assessmentsTexts } from "./texts.ts";

/** A closed assessment word for word, for reading and for paper. */
export function Screen() {
  const id = useParameter("id");
  const t = useTexts(assessmentsTexts).shown;
  const shown = useRead(assessmentAsShown, { assessmentId: id });
  if (shown.isPending) return <Loading />;
  if (shown.isError) return <FailurePage error={shown.error} onRetry={() => void shown.refetch()} />;
  const snapshots = shown.data.asShown as readonly Snapshot[];
  return (
    <article className="grid max-w-3xl gap-8">
      <header className="grid gap-2">
        <Anchor href={`/valoraciones/${id}`} className="min-h-11 justify-self-start py-2 text-sm print:hidden">
          ← {t.back}
        </Anchor>
        <h1>{snapshots[0]?.instrument.title ?? t.title}</h1>
        <p className="text-ink-soft">{t.intro}</p>
        <p>
          <Button icon={Printer} onPress={() => window.print()}>
            {t.print}
          </Button>
        </p>
      </header>
      <ShownAnswers snapshots={snapshots} />
    </article>
  );
}
