import { useState } from "react";
import { caseMoves, closeCase } from "../../contracts/cases.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import type { HouseholdFile } from "../../contracts/families.ts";
import { useRead } from "../app/api.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { FailurePage } from "../app/pages.tsx";
import { useSaving } from "../app/useSaving.ts";
import { FamilyPage } from "../households/FamilyPage.tsx";
import { sectionAddress } from "../households/panels.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { type PackWords, usePack } from "../packs/usePack.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { useToast } from "../ui/Toast.tsx";
import { MissingList } from "./Moves.tsx";
import { casesTexts } from "./texts.ts";

type Offered = OutputOf<typeof caseMoves>;

/** The accompaniment ends: how, why, and what has changed. */
export function Screen() {
  const t = useTexts(casesTexts).closing;
  return (
    <FamilyPage title={t.title} section="acompanamiento">
      {(file) =>
        file.case && file.case.closedOn === null ? (
          <Closing file={file} caseId={file.case.id} />
        ) : (
          <EmptyState
            title={t.title}
            action={<LinkButton href={`/familias/${file.household.id}`}>{t.seeFile}</LinkButton>}
          >
            {t.none}
          </EmptyState>
        )
      }
    </FamilyPage>
  );
}

function Closing({ file, caseId }: { readonly file: HouseholdFile; readonly caseId: string }) {
  const t = useTexts(casesTexts).closing;
  const offered = useRead(caseMoves, { caseId });
  const words = usePack(file.case?.packVersionId ?? null);
  if (offered.isPending) return <Loading />;
  if (offered.isError) return <FailurePage error={offered.error} onRetry={() => void offered.refetch()} />;
  const closing = offered.data.moves.filter((move) => move.closes);
  const ready = closing.filter((move) => move.missing.length === 0);
  return (
    <>
      <Unfinished offered={offered.data} />
      {closing.length === 0 && <p>{t.none}</p>}
      {closing
        .filter((move) => move.missing.length > 0)
        .map((move) => (
          <div key={move.to} className="grid gap-2 rounded-lg border border-line p-4">
            <strong>{words.say(`stage.${move.to}`)}</strong>
            <MissingList move={move} words={words} />
          </div>
        ))}
      {ready.length > 0 ? (
        <ClosingForm file={file} offered={offered.data} words={words} />
      ) : (
        closing.length > 0 && <Banner tone="soon">{t.blocked}</Banner>
      )}
    </>
  );
}

function Unfinished({ offered }: { readonly offered: Offered }) {
  const t = useTexts(casesTexts).closing;
  const { openTasks, openGoals, plannedSessions } = offered;
  const parts = [
    openTasks > 0 && t.tasks({ n: openTasks }),
    openGoals > 0 && t.goals({ n: openGoals }),
    plannedSessions > 0 && t.sessions({ n: plannedSessions }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return (
    <Banner tone="soon" title={t.unfinished}>
      <ul className="list-disc pl-6">
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <p>{t.unfinishedText}</p>
    </Banner>
  );
}

interface ClosingFormProps {
  readonly file: HouseholdFile;
  readonly offered: Offered;
  readonly words: PackWords;
}
interface ClosingDraft {
  readonly to: string;
  readonly closing: string;
  readonly closedOn: string;
  readonly words: string;
}

function ClosingForm({ file, offered, words }: ClosingFormProps) {
  const t = useTexts(casesTexts).closing;
  const ready = offered.moves.filter((move) => move.closes && move.missing.length === 0);
  const { draft, save, saving, errors } = useClosing(file, offered, ready.length === 1 ? (ready[0]?.to ?? "") : "");
  const { value, update } = draft;
  const chosen = ready.find((move) => move.to === value.to);
  if (!draft.ready) return <Loading />;
  return (
    <Form errors={errors} onSubmit={() => void save(chosen?.closings ?? [])}>
      <p className="max-w-prose text-ink-soft">{t.intro}</p>
      {saving.conflict && (
        <ConflictNotice
          conflict={saving.conflict}
          labels={{ stage: t.conflict }}
          show={(_, stage) => words.say(`stage.${stage}`)}
          actions={<Button onPress={saving.forget}>{t.seeFile}</Button>}
        />
      )}
      <RadioGroup
        name="to"
        label={t.to}
        value={value.to}
        options={ready.map((move) => ({ value: move.to, label: words.say(`stage.${move.to}`) }))}
        onChange={(to) => update({ to, closing: "" })}
      />
      {chosen && chosen.closings.length > 0 && (
        <RadioGroup
          name="closing"
          label={t.closing}
          value={value.closing}
          options={chosen.closings.map((closing) => ({ value: closing, label: words.say(`closing.${closing}`) }))}
          onChange={(closing) => update({ closing })}
        />
      )}
      <DateField
        name="closedOn"
        label={t.closedOn}
        value={value.closedOn}
        onChange={(closedOn) => update({ closedOn })}
      />
      <TextArea
        name="words"
        label={t.words}
        hint={t.wordsHint}
        value={value.words}
        maxLength={4000}
        onChange={(text) => update({ words: text })}
      />
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}

function useClosing(file: HouseholdFile, offered: Offered, only: string) {
  const t = useTexts(casesTexts).closing;
  const toast = useToast();
  const navigate = useNavigate();
  const [blank] = useState<ClosingDraft>({ to: only, closing: "", closedOn: offered.today, words: "" });
  const draft = useDraft(`closing/${offered.caseId}`, blank);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(closeCase, {
    unknown_closing: "closing",
    unknown_stage: "to",
    day_in_future: "closedOn",
    before_it_opened: "closedOn",
  });
  const save = async (closings: readonly string[]) => {
    const { value } = draft;
    const found = (["to", "closing", "closedOn", "words"] as const)
      .filter((field) => value[field].trim() === "" && (field !== "closing" || closings.length > 0))
      .map((field) => ({ field, message: t.missing[field] }));
    setMissing(found);
    if (found.length > 0) return;
    const { closing, ...rest } = value;
    const input = { ...rest, ...(closing && { closing }), caseId: offered.caseId, baseVersion: offered.version };
    await saving.save(input, async () => {
      await draft.clear();
      toast({ text: t.saved, tone: "good" });
      navigate(sectionAddress(file.household.id, "acompanamiento"));
    });
  };
  return { draft, save, saving, errors: missing.length > 0 ? missing : saving.errors };
}
