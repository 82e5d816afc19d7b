import { useTexts } from "../i18n/LocaleProvider.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { contentOf, type StudyData } from "./contents.ts";
import type { PowerFields } from "./powerFields.ts";
import { resultTexts } from "./texts.result.ts";

interface PowerBoxesProps {
  readonly data: StudyData;
  readonly fields: PowerFields;
  readonly change: (change: Partial<PowerFields>) => void;
}

/** What is expected: only the boxes that this outcome and this comparison ask for. */
export function PowerBoxes({ data, fields, change }: PowerBoxesProps) {
  const t = useTexts(resultTexts).power;
  const question = contentOf(data, "question");
  const kind = question?.outcome?.kind;
  const unit = data.columns.find(({ name }) => name === question?.outcome?.column)?.unit ?? "";
  const shares = contentOf(data, "design")?.cluster ?? null;
  const box = (name: keyof PowerFields) => ({
    name,
    value: fields[name],
    onChange: (value: number | null) => change({ [name]: value }),
  });
  return (
    <>
      <div className="grid gap-6 md:grid-cols-2">
        <NumberField {...box("programme")} label={t.programme} whole suffix={question?.unitWord ?? ""} />
        <NumberField {...box("comparison")} label={t.comparison} whole suffix={question?.unitWord ?? ""} />
      </div>
      {(kind === undefined || kind === "number") && (
        <NumberField {...box("deviation")} label={t.deviation} hint={t.deviationHint} optional suffix={unit} />
      )}
      {kind !== undefined && kind !== "number" && (
        <NumberField {...box("share")} label={t.share} hint={t.shareHint} suffix={t.perHundred} />
      )}
      <NumberField {...box("correlation")} label={t.correlation} hint={t.correlationHint} optional />
      <details
        className="rounded-md border border-line"
        {...((shares !== null || fields.icc !== null || fields.clusterSize !== null) && { open: true })}
      >
        <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.cluster}</summary>
        <div className="grid gap-6 px-4 pb-4">
          <NumberField {...box("clusterSize")} label={t.clusterSize} optional />
          <NumberField {...box("icc")} label={t.icc} hint={t.iccHint} optional />
        </div>
      </details>
    </>
  );
}
