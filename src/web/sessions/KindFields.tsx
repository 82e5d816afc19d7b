import { useTexts } from "../i18n/LocaleProvider.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { sessionsTexts } from "./texts.ts";
import type { Preparation } from "./visitDraft.ts";

interface KindFieldsProps {
  readonly kinds: Preparation["kinds"];
  readonly kind: string;
  readonly level: string;
  readonly onChange: (change: { readonly kind: string; readonly level: string }) => void;
}

/** Kind and level of a meeting, as the programme foresees them; what has one answer only is not asked. */
export function KindFields({ kinds, kind, level, onChange }: KindFieldsProps) {
  const t = useTexts(sessionsTexts);
  const levels = kinds.find(({ id }) => id === kind)?.levels ?? [];
  const choose = (next: string) => {
    const allowed = kinds.find(({ id }) => id === next)?.levels ?? [];
    onChange({ kind: next, level: allowed.some(({ id }) => id === level) ? level : (allowed[0]?.id ?? "") });
  };
  return (
    <>
      {kinds.length > 1 && (
        <RadioGroup
          name="kind"
          label={t.kind}
          value={kind}
          options={kinds.map(({ id, label }) => ({ value: id, label }))}
          onChange={choose}
        />
      )}
      {levels.length > 1 && (
        <RadioGroup
          name="level"
          label={t.level}
          layout="inline"
          value={level}
          options={levels.map(({ id, label }) => ({ value: id, label }))}
          onChange={(next) => onChange({ kind, level: next })}
        />
      )}
    </>
  );
}
