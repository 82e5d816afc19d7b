import { useEffect, useRef, useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { cancelPublication, publicationProgress, publishSnapshot } from "../../contracts/publications.ts";
import { isUnderWay } from "../../core/outcomes/publish.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useToast } from "../ui/Toast.tsx";
import { useChoice } from "./choice.ts";
import { outcomesTexts } from "./texts.ts";

type Publication = NonNullable<OutputOf<typeof publicationProgress>["publication"]>;

const ASK_EVERY_MS = 1_500;

/** The last publication asked for, read again and again while it is being counted. */
function usePublication(sourceId: string): Publication | null {
  const { data, refetch } = useRead(publicationProgress, { sourceId });
  const publication = data?.publication ?? null;
  const underWay = publication !== null && isUnderWay(publication.state);
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => void refetch(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [underWay, refetch]);
  return publication;
}

/** Shows the figures as published once the publication that this screen saw being counted is there. */
function useArrival(sourceId: string, publication: Publication | null) {
  const t = useTexts(outcomesTexts).publish;
  const toast = useToast();
  const { choose } = useChoice();
  const awaited = useRef<string>(undefined);
  const { snapshotId, state } = publication ?? {};
  useEffect(() => {
    if (snapshotId === undefined || state === undefined) return;
    if (isUnderWay(state)) awaited.current = snapshotId;
    else if (awaited.current === snapshotId) {
      awaited.current = undefined;
      if (state !== "published") return;
      toast({ text: t.done, tone: "good" });
      choose({ sourceId, snapshotId });
    }
  }, [snapshotId, state, sourceId, toast, choose, t]);
  return (id: string) => {
    awaited.current = id;
  };
}

/** Keeps the figures in sight as a publication that no longer changes; counting them goes on without this screen. */
export function Publish({ sourceId }: { readonly sourceId: string }) {
  const t = useTexts(outcomesTexts).publish;
  const { choice } = useChoice();
  const [asking, setAsking] = useState(false);
  const saving = useSaving(publishSnapshot);
  const publication = usePublication(sourceId);
  const expectIt = useArrival(sourceId, publication);
  const { from, to } = choice;
  const publish = () => {
    const snapshotId = newId();
    expectIt(snapshotId);
    const input = { snapshotId, sourceId, ...(from && { from }), ...(to && { to }) };
    void saving.save(input, () => undefined).finally(() => setAsking(false));
  };
  if (publication && isUnderWay(publication.state)) return <Counting publication={publication} />;
  return (
    <>
      <Button tone="primary" wide onPress={() => setAsking(true)}>
        {t.open}
      </Button>
      {publication?.failure && (
        <Banner tone="soon" title={t.failed} live>
          {publication.failure}
        </Banner>
      )}
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

/** How far the count has come. Only its beginning is said aloud: every indicator would be too much. */
function Counting({ publication }: { readonly publication: Publication }) {
  const t = useTexts(outcomesTexts).publish;
  const { number } = useFormats();
  const toast = useToast();
  const saving = useSaving(cancelPublication);
  const { snapshotId, counted, whole, stalled } = publication;
  const cancel = () =>
    void saving.save({ snapshotId }, (output) => {
      if (output) toast({ text: t.cancelled, tone: "good" });
    });
  return (
    <div className="card grid w-full max-w-xl gap-2 p-4">
      <p role="status" className="font-bold">
        {t.counting}
      </p>
      <progress
        aria-label={t.counting}
        className="h-2 w-full accent-teal"
        max={Math.max(whole, 1)}
        {...(whole > 0 && { value: counted })}
      />
      <p>{whole === 0 ? t.waiting : t.counted({ counted: number(counted, 0), whole: number(whole, 0) })}</p>
      <p className="text-sm text-ink-soft">{stalled ? t.stalled : t.leave}</p>
      {saving.errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      <div>
        <Button onPress={cancel} busy={saving.pending}>
          {t.cancel}
        </Button>
      </div>
    </div>
  );
}
