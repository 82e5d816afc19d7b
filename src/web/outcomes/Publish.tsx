import { useState } from "react";
import { publishSnapshot } from "../../contracts/outcomes.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useToast } from "../ui/Toast.tsx";
import { useChoice } from "./choice.ts";
import { outcomesTexts } from "./texts.ts";

/** Keeps the figures in sight as a publication that no longer changes. */
export function Publish({ sourceId }: { readonly sourceId: string }) {
  const t = useTexts(outcomesTexts).publish;
  const toast = useToast();
  const { choice, choose } = useChoice();
  const [asking, setAsking] = useState(false);
  const saving = useSaving(publishSnapshot);
  const { from, to } = choice;
  const publish = () => {
    const snapshotId = newId();
    const input = { snapshotId, sourceId, ...(from && { from }), ...(to && { to }) };
    void saving
      .save(input, (output) => {
        if (!output) return;
        toast({ text: t.done, tone: "good" });
        choose({ sourceId, snapshotId });
      })
      .finally(() => setAsking(false));
  };
  return (
    <>
      <Button tone="primary" wide onPress={() => setAsking(true)}>
        {t.open}
      </Button>
      {saving.errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      <ConfirmDialog
        open={asking}
        title={t.title}
        confirm={t.open}
        busy={saving.pending}
        onConfirm={publish}
        onClose={() => setAsking(false)}
      >
        <p>{t.text}</p>
      </ConfirmDialog>
    </>
  );
}
