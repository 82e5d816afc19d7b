import type { Choice } from "../../core/instruments/definition.ts";
import { choiceLabelOf } from "../../core/instruments/frames.ts";
import type { Block } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { CheckboxGroup } from "../ui/CheckboxGroup.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { useQuestionField } from "./questionLabel.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";

/** More options than this are picked from the phone's own list. */
const MOST_RADIOS = 9;
/** A scale of at most so many steps stands side by side. */
const MOST_STEPS = 6;

export interface Option {
  readonly choice: Choice;
  readonly label: string;
}

/** The options on offer now, in words. A code may stand in several rows of a cascading list; it is offered once. */
export function useOptions(block: Block): readonly Option[] {
  const { reading } = useFilling();
  const { node, path } = block;
  const offered = reading.evaluation.offered.get(path) ?? node.list?.choices ?? [];
  const language = reading.situation.language;
  return [...new Map(offered.map((choice) => [choice.code, choice])).values()].map((choice) => {
    // Within a filtered list the row on offer speaks for itself; otherwise the list does.
    const wording = reading.situation.rater === "team" ? choice.label : (choice.labelFamily ?? choice.label);
    const own = wording[language ?? "es"] ?? wording.es;
    return { choice, label: own || (choiceLabelOf(node, choice.code, reading.situation) ?? choice.code) };
  });
}

/** One of a list: large marks for a few, the phone's own list for many. */
export function ChoiceQuestion({ block }: { readonly block: Block }) {
  const { answer, set, reading } = useFilling();
  const t = useTexts(instrumentsTexts).question;
  const field = useQuestionField(block);
  const options = useOptions(block);
  const { path, node } = block;
  const raw = answer(path);
  const value = typeof raw === "string" ? raw : "";
  const change = (code: string) => {
    if (!reading.evaluation.readOnly.has(path)) set(path, code === "" ? null : code);
  };
  if (options.length === 0) return <NothingOffered block={block} />;
  const steps = options.filter(({ choice }) => choice.special === undefined).length;
  if (options.length > MOST_RADIOS) {
    const listed = options.map(({ choice, label }) => ({ value: choice.code, label }));
    return <SelectField {...field} options={listed} value={value} onChange={change} placeholder={t.choose} />;
  }
  return (
    <RadioGroup
      {...field}
      layout={node.list?.ordered && steps <= MOST_STEPS ? "scale" : "stack"}
      options={options.map(({ choice, label }) => ({
        value: choice.code,
        label,
        ...(choice.special ? { apart: true } : {}),
      }))}
      value={value}
      onChange={change}
    />
  );
}

/** A list that an earlier answer narrows down to nothing, usually because it is not given yet. */
function NothingOffered({ block }: { readonly block: Block }) {
  const t = useTexts(instrumentsTexts).question;
  const { label, error } = useQuestionField(block);
  return (
    <div className="grid gap-1.5">
      <p className="font-bold">{label}</p>
      <p className="text-ink-soft">{t.nothingOffered}</p>
      {error && <p className="font-bold text-ochre">{error}</p>}
    </div>
  );
}

/** Any number of a list. «Ninguna» and the like stand alone. */
export function SeveralQuestion({ block }: { readonly block: Block }) {
  const { answer, set, reading } = useFilling();
  const field = useQuestionField(block);
  const options = useOptions(block);
  const { path } = block;
  const raw = answer(path);
  const value = Array.isArray(raw) ? (raw as readonly string[]) : [];
  if (options.length === 0) return <NothingOffered block={block} />;
  return (
    <CheckboxGroup
      {...field}
      options={options.map(({ choice, label }) => ({
        value: choice.code,
        label,
        ...(choice.special ? { exclusive: true } : {}),
      }))}
      value={value}
      onChange={(codes) => {
        if (!reading.evaluation.readOnly.has(path)) set(path, codes.length === 0 ? null : codes);
      }}
    />
  );
}
