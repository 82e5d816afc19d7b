import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useCallback, useEffect } from "react";
import { useOwner } from "../app/session.tsx";
import { appTexts } from "../app/texts.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { dismissRefused, listOutbox, onOutboxChange, retryOutbox } from "../outbox/outbox.ts";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";

/** Trays of work. The first is the outbox: nothing that was saved disappears before the server has answered for it. */
export function Screen() {
  const t = useTexts(appTexts);
  const { instant } = useFormats();
  const owner = useOwner();
  const client = useQueryClient();
  // What lies on the device is read without signal too.
  const read = () => listOutbox(owner);
  const outbox = useQuery({ queryKey: ["outbox", owner.userId], queryFn: read, networkMode: "always" });
  const again = useCallback(() => client.invalidateQueries({ queryKey: ["outbox"] }), [client]);
  useEffect(() => onOutboxChange(again), [again]);
  const rows = outbox.data ?? [];
  return (
    <>
      <h1>{t.trays}</h1>
      <Panel
        title={t.outboxTitle}
        actions={
          rows.length > 0 && (
            <Button icon={Send} onPress={() => void retryOutbox(owner).then(again)}>
              {t.sendNow}
            </Button>
          )
        }
      >
        <p className="text-ink-soft">{t.outboxIntro}</p>
        {outbox.data?.length === 0 && <EmptyState title={t.outboxEmpty}>{t.outboxEmptyText}</EmptyState>}
        <ul className="grid gap-3">
          {rows.map((row) => (
            <li key={row.id} className="grid gap-2 rounded-lg border border-line p-4">
              <span className="flex flex-wrap items-center justify-between gap-2">
                <strong>{row.summary}</strong>
                <StatusTag tone={row.state === "refused" ? "soon" : "neutral"}>
                  {row.state === "refused" ? t.outboxRefused : t.outboxWaiting}
                </StatusTag>
              </span>
              <span className="text-ink-soft">
                {t.outboxSavedAt}: {instant(row.envelope.claimedAt)}
              </span>
              {row.refusal && (
                <>
                  <p>{row.refusal.message}</p>
                  <pre className="overflow-x-auto rounded-md bg-sunken p-3 text-sm whitespace-pre-wrap">
                    {JSON.stringify(row.envelope.input, null, 2)}
                  </pre>
                  <p>
                    <Button onPress={() => void dismissRefused(owner, row.id).then(again)}>{t.discardRefused}</Button>
                  </p>
                </>
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
