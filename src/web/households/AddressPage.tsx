import { useState } from "react";
import { type HouseholdFile, householdAddress } from "../../contracts/families.ts";
import { recordAddress } from "../../contracts/households.ts";
import { type AddressConfidentiality, addressLevels } from "../../core/households/address.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { DateField } from "../ui/DateField.tsx";
import { ErrorPanel } from "../ui/ErrorPanel.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { FamilyPage } from "./FamilyPage.tsx";
import { sectionAddress } from "./panels.ts";
import { householdsTexts } from "./texts.ts";

/** Where the family lives: opened with a reason, written down under a level. */
export function Screen() {
  const t = useTexts(householdsTexts).address;
  return (
    <FamilyPage title={t.title} section="familia">
      {(file) => (
        <>
          {file.mayDo.includes("address.read") && <OpenAddress file={file} />}
          {file.mayDo.includes("address.write") && <AddressForm file={file} />}
        </>
      )}
    </FamilyPage>
  );
}

const shortestReason = 5;

function OpenAddress({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(householdsTexts).address;
  const [reason, setReason] = useState("");
  const [given, setGiven] = useState<string>();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const open = () => {
    const enough = reason.trim().length >= shortestReason;
    setErrors(enough ? [] : [{ field: "reason", message: t.missingReason }]);
    if (enough) setGiven(reason.trim());
  };
  if (given !== undefined) return <Addresses householdId={file.household.id} reason={given} />;
  return (
    <Form errors={errors} onSubmit={open}>
      <p className="max-w-prose text-ink-soft">{t.intro}</p>
      <TextField
        name="reason"
        label={t.reason}
        hint={t.reasonHint}
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
      <div>
        <Button tone="primary" type="submit">
          {t.show}
        </Button>
      </div>
    </Form>
  );
}

function Addresses({ householdId, reason }: { readonly householdId: string; readonly reason: string }) {
  const t = useTexts(householdsTexts).address;
  const { date } = useFormats();
  const found = useRead(householdAddress, { householdId, reason });
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorPanel onRetry={() => void found.refetch()}>{found.error.message}</ErrorPanel>;
  if (found.data.addresses.length === 0) return <p className="text-ink-soft">{t.none}</p>;
  const levels: Readonly<Record<number, string>> = { 2: t.level2, 3: t.level3, 4: t.level4 };
  return (
    <ul className="grid gap-3">
      {found.data.addresses.map((address) => (
        <li key={address.id} className="grid gap-1 rounded-lg border border-line p-4">
          <span className="flex flex-wrap items-center justify-between gap-2">
            <strong className="text-lg">{address.line}</strong>
            <StatusTag>{levels[address.level] ?? ""}</StatusTag>
          </span>
          <span>{[address.postalCode, address.locality].filter(Boolean).join(" ")}</span>
          <span className="text-sm text-ink-soft">{address.to ? t.before({ day: date(address.to) }) : t.now}</span>
        </li>
      ))}
    </ul>
  );
}

interface AddressDraft {
  readonly line: string;
  readonly locality: string;
  readonly postalCode: string;
  readonly confidentiality: AddressConfidentiality;
  readonly since: string;
}

function AddressForm({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(householdsTexts).address;
  const toast = useToast();
  const navigate = useNavigate();
  const [id] = useState(newId);
  const [address, setAddress] = useState<AddressDraft>({
    line: "",
    locality: "",
    postalCode: "",
    confidentiality: "sensitive",
    since: file.today,
  });
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(recordAddress, { day_in_future: "since" });
  const levels = (Object.keys(addressLevels) as AddressConfidentiality[]).map((level) => ({
    value: level,
    label: t.levels[level],
    hint: t.levelHints[level],
  }));
  const save = async () => {
    const found = address.line.trim() === "" ? [{ field: "line", message: t.missingLine }] : [];
    setMissing(found);
    if (found.length > 0) return;
    await saving.save({ ...address, id, householdId: file.household.id }, () => {
      toast({ text: t.saved, tone: "good" });
      navigate(sectionAddress(file.household.id, "familia"));
    });
  };
  const text = (field: "line" | "locality" | "postalCode", maxLength: number) => (
    <TextField
      name={field}
      label={t[field]}
      optional={field !== "line"}
      value={address[field]}
      maxLength={maxLength}
      autoComplete="off"
      width={field === "line" ? "full" : "half"}
      onChange={(value) => setAddress({ ...address, [field]: value })}
    />
  );
  return (
    <Panel title={t.recordTitle}>
      <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={() => void save()}>
        {text("line", 300)}
        {text("locality", 120)}
        {text("postalCode", 12)}
        <RadioGroup
          name="confidentiality"
          label={t.level}
          value={address.confidentiality}
          options={levels}
          onChange={(level) => setAddress({ ...address, confidentiality: level as AddressConfidentiality })}
        />
        <DateField
          name="since"
          label={t.since}
          value={address.since}
          onChange={(since) => setAddress({ ...address, since })}
        />
        <div>
          <Button type="submit" busy={saving.pending} wide>
            {t.save}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
