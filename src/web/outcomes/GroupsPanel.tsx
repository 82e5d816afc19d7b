import type { OutcomeBreakdown, OutcomeDisparity } from "../../contracts/outcomeFigures.ts";
import { bases } from "../../core/outcomes/words.ts";
import { useSearchValue } from "../app/search.ts";
import { RatioPlot } from "../charts/RatioPlot.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { MEMBERS_PATH, useChoice } from "./choice.ts";
import type { IndicatorData } from "./IndicatorPage.tsx";
import { outcomesTexts } from "./texts.ts";
import { asRatio, useFigureWords } from "./words.tsx";

/** The figure by one group at a time, with the gaps between them as ratios. */
export function GroupsPanel({ data }: { readonly data: IndicatorData }) {
  const t = useTexts(outcomesTexts).one;
  const [by, setBy] = useSearchValue("por");
  const [base, setBase] = useSearchValue("sobre");
  const breakdown = data.breakdowns.find(({ dimension }) => dimension === by) ?? data.breakdowns[0];
  if (!breakdown) return null;
  const disparity = data.disparities.find(({ dimension }) => dimension === breakdown.dimension);
  return (
    <Panel title={t.groups}>
      <div className="flex flex-wrap gap-4 *:grow *:basis-56 md:*:max-w-96">
        <SelectField
          name="por"
          label={t.by}
          placeholder={null}
          options={data.breakdowns.map(({ dimension, label }) => ({ value: dimension, label }))}
          value={breakdown.dimension}
          onChange={setBy}
          width="full"
        />
        {disparity && (
          <SelectField
            name="sobre"
            label={t.base}
            placeholder={null}
            options={bases.map((one) => ({ value: one, label: t.bases[one] }))}
            value={base ?? disparity.base}
            onChange={setBase}
            width="full"
          />
        )}
      </div>
      {disparity && <Gaps disparity={disparity} name={data.definition.name} />}
      <GroupTable data={data} breakdown={breakdown} disparity={disparity} />
    </Panel>
  );
}

function Gaps({ disparity, name }: { readonly disparity: OutcomeDisparity; readonly name: string }) {
  const t = useTexts(outcomesTexts).one;
  const { unavailable, reference, groups, label } = disparity;
  const others = groups.filter((group) => !group.isReference);
  const compared = others.filter(({ ratio }) => ratio !== null);
  const tooFew = others.length - compared.length;
  if (unavailable !== null) return <p className="text-ink-soft">{unavailable}</p>;
  return (
    <>
      {reference && compared.length > 0 && (
        <RatioPlot
          title={t.ratioTitle({ by: label.toLocaleLowerCase() })}
          description={t.ratioText({ name, reference: reference.label })}
          reference={reference.label}
          ratios={compared.map(asRatio)}
        />
      )}
      {tooFew > 0 && <p className="text-ink-soft">{t.tooFew({ n: tooFew })}</p>}
    </>
  );
}

interface GroupTableProps {
  readonly data: IndicatorData;
  readonly breakdown: OutcomeBreakdown;
  readonly disparity: OutcomeDisparity | undefined;
}

function GroupTable({ data, breakdown, disparity }: GroupTableProps) {
  const t = useTexts(outcomesTexts).one;
  const say = useFigureWords();
  const { number } = useFormats();
  const compared = (group: string) => disparity?.groups.find((one) => one.group === group);
  const unlessHidden = (hidden: boolean, words: string) =>
    hidden ? <span className="text-sm text-ink-soft">{t.hidden}</span> : words;
  return (
    <DataTable
      caption={t.tableTitle({ by: breakdown.label.toLocaleLowerCase() })}
      rows={breakdown.groups}
      rowKey={({ group }) => group}
      columns={[
        {
          id: "group",
          header: t.group,
          rowHeader: true,
          cell: (row) => <GroupName data={data} breakdown={breakdown} row={row} />,
        },
        {
          id: "value",
          header: data.definition.unit,
          align: "end",
          cell: ({ hidden, value }) => unlessHidden(hidden, value === null ? "–" : number(value, 2)),
        },
        { id: "numerator", header: t.numerator, align: "end", cell: ({ numerator }) => say.count(numerator) },
        { id: "denominator", header: t.denominator, align: "end", cell: ({ denominator }) => say.count(denominator) },
        {
          id: "difference",
          header: t.difference,
          align: "end",
          cell: ({ group }) => signed(compared(group)?.difference ?? null, number),
        },
      ]}
    />
  );
}

function signed(value: number | null, number: (value: number, decimals?: number) => string): string {
  if (value === null) return "–";
  return value > 0 ? `+${number(value, 2)}` : number(value, 2);
}

interface GroupNameProps {
  readonly data: IndicatorData;
  readonly breakdown: OutcomeBreakdown;
  readonly row: OutcomeBreakdown["groups"][number];
}

function GroupName({ data, breakdown, row }: GroupNameProps) {
  const { addressOf } = useChoice();
  if (!data.mayOpen || data.snapshot !== null || row.hidden) return row.label;
  const more = { indicador: data.definition.id, lado: "in", por: breakdown.dimension, grupo: row.group };
  return (
    <Anchor href={addressOf(MEMBERS_PATH, more)} className="inline-flex min-h-11 items-center md:min-h-0">
      {row.label}
    </Anchor>
  );
}
