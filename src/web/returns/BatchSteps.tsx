import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { applyReturn, discardReturn, undoReturn } from "../../contracts/returns.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import type { ReturnData } from "./ReturnPage.tsx";
import { returnsTexts } from "./texts.ts";

type Step = "apply" | "undo" | "discard";
/** What the last step did, told until the next one. */
type Done =
  | { readonly step: "apply" | "undo"; readonly facts: OutputOf<typeof applyReturn> }
  | { readonly step: "discard" };

/** The ways a return can go from where it stands: count, be taken back, be thrown away. */
export function BatchSteps({ batch }: { readonly batch: ReturnData["batch"] }) {
  const t = useTexts(returnsTexts).batch;
  const [asked, setAsked] = useState<Step | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const apply = useSaving(applyReturn);
  const undo = useSaving(undoReturn);
  const discard = useSaving(discardReturn);
  const input = { batchId: batch.batchId, baseVersion: batch.version };
  const steps = {
    apply: () => apply.save(input, (facts) => setDone(facts && { step: "apply", facts })),
    undo: () => undo.save(input, (facts) => setDone(facts && { step: "undo", facts })),
    discard: () => discard.save(input, (output) => setDone(output && { step: "discard" })),
  } as const satisfies Record<Step, () => Promise<void>>;
  const words = {
    apply: { title: t.applyTitle, text: t.applyText({ rows: batch.rowsRead }), confirm: t.apply },
    undo: { title: t.undoTitle, text: t.undoText, confirm: t.undo },
    discard: { title: t.discardTitle, text: t.discardText, confirm: t.discard },
  } as const satisfies Record<Step, { readonly title: string; readonly text: string; readonly confirm: string }>;
  const shown = asked === null ? null : words[asked];
  const confirm = () => asked && void steps[asked]().finally(() => setAsked(null));
  return (
    <div className="grid gap-4">
      {done && <WhatHappened done={done} sourceId={batch.sourceId} />}
      {[...apply.errors, ...undo.errors, ...discard.errors].map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      {batch.mayImport && <StepButtons state={batch.state} onAsk={setAsked} />}
      <ConfirmDialog
        open={asked !== null}
        title={shown?.title ?? ""}
        confirm={shown?.confirm ?? ""}
        danger={asked !== "apply"}
        busy={apply.pending || undo.pending || discard.pending}
        onConfirm={confirm}
        onClose={() => setAsked(null)}
      >
        <p>{shown?.text}</p>
      </ConfirmDialog>
    </div>
  );
}

interface StepButtonsProps {
  readonly state: ReturnData["batch"]["state"];
  readonly onAsk: (step: Step) => void;
}

function StepButtons({ state, onAsk }: StepButtonsProps) {
  const t = useTexts(returnsTexts).batch;
  if (state === "discarded") return null;
  if (state === "applied") {
    return (
      <div>
        <Button icon={Undo2} wide onPress={() => onAsk("undo")}>
          {t.undo}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap gap-3">
      <Button tone="primary" wide onPress={() => onAsk("apply")}>
        {t.apply}
      </Button>
      <Button icon={Trash2} wide onPress={() => onAsk("discard")}>
        {t.discard}
      </Button>
    </div>
  );
}

function WhatHappened({ done, sourceId }: { readonly done: Done; readonly sourceId: string }) {
  const t = useTexts(returnsTexts).batch;
  if (done.step === "discard") {
    return (
      <Banner tone="neutral" live>
        {t.discardedNow}
      </Banner>
    );
  }
  const { children, periods } = done.facts;
  if (done.step === "undo") {
    return (
      <Banner tone="good" live>
        {t.undoneNow({ children })}
      </Banner>
    );
  }
  return (
    <Banner
      tone="good"
      live
      title={t.appliedNow({ children, periods })}
      actions={<LinkButton href={`/resultados/nueve?entidad=${sourceId}&ahora=yes`}>{t.see}</LinkButton>}
    >
      {null}
    </Banner>
  );
}
