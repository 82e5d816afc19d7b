import { useState } from "react";
import { packs } from "../../contracts/packs.ts";
import { type ReferralSource, registerReferral } from "../../contracts/referrals.ts";
import { territories } from "../../contracts/territories.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import { useNavigate } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { DateField } from "../ui/DateField.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { referralsTexts } from "./texts.ts";

interface ReferralDraft {
  readonly id: string;
  readonly packVersionId: string;
  readonly territoryId: string;
  readonly receivedOn: string;
  readonly source: string;
  readonly familyName: string;
  readonly contact: string;
  readonly reason: string;
}
type Update = (change: Partial<ReferralDraft>) => void;
interface Reporter {
  readonly id: string;
  readonly name: string;
  readonly contact: string;
}

/** Somebody points a family out. What is typed is kept on this device until it is saved; who reported never is. */
export function Screen() {
  const t = useTexts(referralsTexts);
  const { today } = useLocale();
  const programmes = useRead(packs, {});
  const places = useRead(territories, {});
  const [empty] = useState<ReferralDraft>(() => ({
    id: newId(),
    packVersionId: "",
    territoryId: "",
    receivedOn: today,
    source: "",
    familyName: "",
    contact: "",
    reason: "",
  }));
  const draft = useDraft("referral/new", empty);
  if (programmes.isError) {
    return <FailurePage error={programmes.error} onRetry={() => void programmes.refetch()} />;
  }
  if (places.isError) return <FailurePage error={places.error} onRetry={() => void places.refetch()} />;
  if (!draft.ready || programmes.isPending || places.isPending) return <Loading />;
  const current = programmes.data.items.filter((item) => item.current);
  return (
    <section className="grid max-w-2xl gap-6">
      <h1>{t.form.title}</h1>
      {draft.restored && <Banner>{t.intake.draft}</Banner>}
      <ReferralForm draft={draft} programmes={current} places={places.data.items} />
    </section>
  );
}

interface ReferralFormProps {
  readonly draft: ReturnType<typeof useDraft<ReferralDraft>>;
  readonly programmes: readonly { readonly packVersionId: string; readonly name: { es: string; en: string } }[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
}

function ReferralForm({ draft, programmes, places }: ReferralFormProps) {
  const t = useTexts(referralsTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const [reporter, setReporter] = useState<Reporter | null>(null);
  const saving = useSaving(registerReferral, { day_in_future: "receivedOn" });
  const { value, update } = draft;
  const only = (list: readonly string[], chosen: string) => chosen || (list.length === 1 ? (list[0] ?? "") : "");
  const packVersionId = only(
    programmes.map((one) => one.packVersionId),
    value.packVersionId,
  );
  const territoryId = only(
    places.map(({ id }) => id),
    value.territoryId,
  );
  const save = async () => {
    const complete = { ...value, packVersionId, territoryId };
    const found = problems(complete, reporter, t.form.missing);
    setMissing(found);
    if (found.length > 0) return;
    const input = { ...complete, source: value.source as ReferralSource, ...(reporter && { reporter }) };
    await saving.save(input, async (output) => {
      await draft.clear();
      toast({ text: t.form.saved, tone: "good" });
      navigate(output ? `/derivaciones/${output.id}` : "/derivaciones");
    });
  };
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
      <Where {...{ programmes, places, packVersionId, territoryId, update }} />
      <What value={value} update={update} />
      <ReporterPart reporter={reporter} onChange={setReporter} />
      <div>
        <Button tone="primary" type="submit" busy={saving.pending} wide>
          {t.form.save}
        </Button>
      </div>
    </Form>
  );
}

type Missing = Readonly<
  Record<"programme" | "place" | "familyName" | "receivedOn" | "source" | "reason" | "reporterName", string>
>;

function problems(value: ReferralDraft, reporter: Reporter | null, words: Missing): readonly FieldError[] {
  const blank = (text: string) => text.trim() === "";
  const checks: readonly (readonly [boolean, string, string])[] = [
    [blank(value.packVersionId), "packVersionId", words.programme],
    [blank(value.territoryId), "territoryId", words.place],
    [blank(value.familyName), "familyName", words.familyName],
    [blank(value.receivedOn), "receivedOn", words.receivedOn],
    [blank(value.source), "source", words.source],
    [blank(value.reason), "reason", words.reason],
    [reporter !== null && blank(reporter.name), "reporterName", words.reporterName],
  ];
  return checks.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}

interface WhereProps extends Omit<ReferralFormProps, "draft"> {
  readonly packVersionId: string;
  readonly territoryId: string;
  readonly update: Update;
}

function Where({ programmes, places, packVersionId, territoryId, update }: WhereProps) {
  const t = useTexts(referralsTexts);
  const { language } = useLocale();
  const programmeOptions = programmes.map((one) => ({ value: one.packVersionId, label: one.name[language] }));
  const placeOptions = places.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <SelectField
        name="packVersionId"
        label={t.form.programme}
        options={programmeOptions}
        value={packVersionId}
        onChange={(next) => update({ packVersionId: next })}
      />
      <SelectField
        name="territoryId"
        label={t.form.place}
        options={placeOptions}
        value={territoryId}
        onChange={(next) => update({ territoryId: next })}
      />
    </>
  );
}

function What({ value, update }: { readonly value: ReferralDraft; readonly update: Update }) {
  const t = useTexts(referralsTexts);
  const sources = Object.entries(t.sources).map(([source, label]) => ({ value: source, label }));
  return (
    <>
      <TextField
        name="familyName"
        label={t.form.familyName}
        hint={t.form.familyNameHint}
        value={value.familyName}
        maxLength={200}
        autoComplete="off"
        onChange={(familyName) => update({ familyName })}
      />
      <DateField
        name="receivedOn"
        label={t.form.receivedOn}
        value={value.receivedOn}
        onChange={(receivedOn) => update({ receivedOn })}
      />
      <SelectField
        name="source"
        label={t.form.source}
        options={sources}
        value={value.source}
        onChange={(source) => update({ source })}
      />
      <TextField
        name="contact"
        label={t.form.contact}
        hint={t.form.contactHint}
        optional
        value={value.contact}
        maxLength={200}
        autoComplete="off"
        onChange={(contact) => update({ contact })}
      />
      <TextArea
        name="reason"
        label={t.form.reason}
        hint={t.form.reasonHint}
        value={value.reason}
        maxLength={4000}
        onChange={(reason) => update({ reason })}
      />
    </>
  );
}

interface ReporterPartProps {
  readonly reporter: Reporter | null;
  readonly onChange: (reporter: Reporter | null) => void;
}

/** Write-only: nothing here is kept in the draft, and nobody of the team can read it again. */
function ReporterPart({ reporter, onChange }: ReporterPartProps) {
  const t = useTexts(referralsTexts);
  if (!reporter) {
    const add = () => onChange({ id: newId(), name: "", contact: "" });
    return (
      <div>
        <Button onPress={add}>{t.form.addReporter}</Button>
      </div>
    );
  }
  return (
    <fieldset className="grid gap-4 rounded-lg border border-line p-4">
      <legend className="px-2 font-bold">{t.form.reporter}</legend>
      <p className="max-w-prose text-sm text-ink-soft">{t.form.reporterHint}</p>
      <TextField
        name="reporterName"
        label={t.form.reporterName}
        value={reporter.name}
        maxLength={200}
        autoComplete="off"
        onChange={(name) => onChange({ ...reporter, name })}
      />
      <TextField
        name="reporterContact"
        label={t.form.reporterContact}
        optional
        value={reporter.contact}
        maxLength={200}
        autoComplete="off"
        onChange={(contact) => onChange({ ...reporter, contact })}
      />
      <div>
        <Button onPress={() => onChange(null)}>{t.form.removeReporter}</Button>
      </div>
    </fieldset>
  );
}
