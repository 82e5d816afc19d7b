import { documentKinds } from "../../core/people/documents.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Checkbox } from "../ui/CheckboxGroup.tsx";
import { DateField } from "../ui/DateField.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextField } from "../ui/TextField.tsx";
import { type MemberDraft, TIES } from "./memberDraft.ts";
import { personTexts } from "./texts.person.ts";

type Named = Pick<MemberDraft, "givenNames" | "firstSurname" | "secondSurname" | "birth" | "sex">;
type Change = (change: Partial<MemberDraft>) => void;

interface FieldsProps<Value> {
  readonly value: Value;
  readonly onChange: Change;
  /** Prefix of the field names, so that several people fit in one form. */
  readonly prefix?: string;
}

/** Names with two surnames, a birth that may be partial, and sex. */
export function NameFields({ value, onChange, prefix = "" }: FieldsProps<Named>) {
  const t = useTexts(personTexts).fields;
  const sexes = Object.entries(t.sexes).map(([sex, label]) => ({ value: sex, label }));
  const text = (field: "givenNames" | "firstSurname" | "secondSurname") => (
    <TextField
      name={`${prefix}${field}`}
      label={t[field]}
      value={value[field]}
      optional={field !== "givenNames"}
      maxLength={120}
      autoComplete="off"
      spellCheck={false}
      onChange={(next) => onChange({ [field]: next })}
    />
  );
  return (
    <>
      <div className="grid items-start gap-4 md:grid-cols-3">
        {text("givenNames")}
        {text("firstSurname")}
        {text("secondSurname")}
      </div>
      <DateField
        name={`${prefix}birth`}
        label={t.birth}
        hint={t.birthHint}
        partial
        optional
        value={value.birth}
        onChange={(birth, problem) => onChange({ birth, birthProblem: problem !== null })}
      />
      <RadioGroup
        name={`${prefix}sex`}
        label={t.sex}
        layout="inline"
        value={value.sex}
        options={sexes}
        onChange={(sex) => onChange({ sex: sex as Named["sex"] })}
      />
    </>
  );
}

/** What somebody is to the person of reference. */
export function TieField({ value, onChange, prefix = "", of }: FieldsProps<MemberDraft> & { readonly of: string }) {
  const t = useTexts(personTexts).fields;
  const options = TIES.map((tie) => ({ value: tie, label: t.ties[tie] }));
  return (
    <SelectField
      name={`${prefix}tie`}
      label={t.tie({ name: of || t.theReference })}
      value={value.tie}
      options={options}
      onChange={(tie) => onChange({ tie: tie as MemberDraft["tie"] })}
    />
  );
}

/** An identity document; may be left for later. */
export function DocumentFields({
  value,
  onChange,
  prefix = "",
}: FieldsProps<Pick<MemberDraft, "documentKind" | "documentNumber">>) {
  const t = useTexts(personTexts).fields;
  const kinds = documentKinds.map((kind) => ({ value: kind, label: t.documentKinds[kind] }));
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <SelectField
        name={`${prefix}documentKind`}
        label={t.documentKind}
        optional
        placeholder={t.noDocument}
        value={value.documentKind}
        options={kinds}
        onChange={(kind) => onChange({ documentKind: kind as MemberDraft["documentKind"] })}
      />
      {value.documentKind !== "" && (
        <TextField
          name={`${prefix}documentNumber`}
          label={t.documentNumber}
          value={value.documentNumber}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          onChange={(documentNumber) => onChange({ documentNumber })}
        />
      )}
    </div>
  );
}

/** A way to reach somebody, and whether it is safe. */
export function ContactFields({ value, onChange, prefix = "" }: FieldsProps<Pick<MemberDraft, "contact" | "safe">>) {
  const t = useTexts(personTexts).fields;
  return (
    <div className="grid gap-4">
      <TextField
        name={`${prefix}contact`}
        label={t.contact}
        optional
        value={value.contact}
        maxLength={120}
        autoComplete="off"
        width="half"
        onChange={(contact) => onChange({ contact })}
      />
      {value.contact.trim() !== "" && (
        <Checkbox
          name={`${prefix}safe`}
          label={t.safe}
          hint={t.safeHint}
          value={value.safe}
          onChange={(safe) => onChange({ safe })}
        />
      )}
    </div>
  );
}
