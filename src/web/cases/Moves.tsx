import { useState } from "react";
import { caseMoves, moveStage } from "../../contracts/cases.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import type { HouseholdFile } from "../../contracts/families.ts";
import { useRead } from "../app/api.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { type PackWords, usePack } from "../packs/usePack.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorPanel } from "../ui/ErrorPanel.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import { casesTexts } from "./texts.ts";

type Offered = OutputOf<typeof caseMoves>;
export type OfferedMove = Offered["moves"][number];

/** The steps the programme's table allows from here, each with what is still missing. */
export function Moves({ file, caseId }: { readonly file: HouseholdFile; readonly caseId: string }) {
  const t = useTexts(casesTexts).stages;
  const offered = useRead(caseMoves, { caseId });
  const words = usePack(file.case?.packVersionId ?? null);
  const [chosen, setChosen] = useState<string>();
  if (offered.isPending) return <Loading />;
  if (offered.isError) return <ErrorPanel onRetry={() => void offered.refetch()} />;
  const { moves } = offered.data;
  return (
    <div className="grid gap-4">
      <h3>{t.next}</h3>
      {moves.length === 0 && <p className="text-ink-soft">{t.none}</p>}
      <ul className="grid gap-4">
        {moves.map((move) => (
          <li key={move.to} className="grid gap-3 rounded-lg border border-line p-4">
            <MoveHead move={move} words={words} householdId={file.household.id} onChoose={() => setChosen(move.to)} />
            {chosen === move.to && !move.closes && (
              <MoveForm move={move} offered={offered.data} words={words} onDone={() => setChosen(undefined)} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface MoveHeadProps {
  readonly move: OfferedMove;
  readonly words: PackWords;
  readonly householdId: string;
  readonly onChoose: () => void;
}

function MoveHead({ move, words, householdId, onChoose }: MoveHeadProps) {
  const t = useTexts(casesTexts).stages;
  const stage = words.say(`stage.${move.to}`);
  return (
    <>
      {move.missing.length > 0 ? (
        <>
          <strong>{move.closes ? t.close({ stage }) : t.move({ stage })}</strong>
          <MissingList move={move} words={words} />
        </>
      ) : (
        <div>
          {move.closes ? (
            <LinkButton href={`/familias/${householdId}/cerrar`}>{t.close({ stage })}</LinkButton>
          ) : (
            <Button onPress={onChoose}>{t.move({ stage })}</Button>
          )}
        </div>
      )}
    </>
  );
}

/** What the programme asks for before a step, in its words. */
export function MissingList({ move, words }: { readonly move: OfferedMove; readonly words: PackWords }) {
  const t = useTexts(casesTexts).stages;
  const prefixes = {
    form: "assessment",
    agreement: "agreement",
    meeting: "session",
    decision: "decision",
    document: "document",
  } as const;
  const tell = ({ kind, of }: OfferedMove["missing"][number]) => {
    if (kind === "guard") return t.needs.guard;
    const id = of ?? "";
    const instrument = words.pack?.plan.assessments.find(({ instrument: one }) => one.value === id)?.id;
    const key = `${prefixes[kind]}.${kind === "form" ? (instrument ?? id) : id}`;
    return t.needs[kind]({ what: words.has(key) ? words.say(key) : id });
  };
  return (
    <div>
      <p>{t.missing}</p>
      <ul className="list-disc pl-6">
        {move.missing.map((need) => (
          <li key={`${need.kind} ${need.of}`}>{tell(need)}</li>
        ))}
      </ul>
    </div>
  );
}

interface MoveFormProps {
  readonly move: OfferedMove;
  readonly offered: Offered;
  readonly words: PackWords;
  readonly onDone: () => void;
}

function MoveForm({ move, offered, words, onDone }: MoveFormProps) {
  const t = useTexts(casesTexts).stages;
  const toast = useToast();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(moveStage);
  const save = async () => {
    const found = move.needsReason && reason.trim() === "" ? [{ field: "reason", message: t.missingReason }] : [];
    setMissing(found);
    if (found.length > 0) return;
    await saving.save({ caseId: offered.caseId, baseVersion: offered.version, to: move.to, reason }, () => {
      toast({ text: t.saved, tone: "good" });
      onDone();
    });
  };
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()} className="grid gap-4">
      {saving.conflict && (
        <ConflictNotice
          conflict={saving.conflict}
          labels={{ stage: t.title }}
          show={(_, value) => words.say(`stage.${value}`)}
          actions={<Button onPress={saving.forget}>{t.cancel}</Button>}
        />
      )}
      <TextArea
        name="reason"
        label={t.reason}
        optional={!move.needsReason}
        value={reason}
        maxLength={2000}
        rows={3}
        onChange={setReason}
      />
      <div className="flex flex-wrap gap-3">
        <Button tone="primary" type="submit" busy={saving.pending}>
          {t.confirm}
        </Button>
        <Button onPress={onDone}>{t.cancel}</Button>
      </div>
    </Form>
  );
}
