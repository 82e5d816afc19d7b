import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import type { StudyData, StudyRun } from "./contents.ts";
import { studiesTexts } from "./texts.ts";
import { RunStateTag } from "./words.tsx";

/** Every computation of the study, also those that said nothing. */
export function RunsPanel({ data }: { readonly data: StudyData }) {
  const t = useTexts(studiesTexts).runs;
  const { instant } = useFormats();
  if (data.frozen === null) return null;
  const result = ({ id, state, askedAt }: StudyRun) =>
    state === "done" || state === "refused" ? (
      <Anchor href={`/estudios/${data.id}/resultado?calculo=${id}`}>{t.see({ when: instant(askedAt) })}</Anchor>
    ) : (
      "—"
    );
  return (
    <DataTable
      caption={t.title}
      rows={data.runs}
      rowKey={({ id }) => id}
      empty={<p className="text-ink-soft">{t.none}</p>}
      columns={[
        { id: "asked", header: t.asked, rowHeader: true, cell: ({ askedAt }) => instant(askedAt) },
        {
          id: "state",
          header: t.state,
          cell: ({ state, reason }) => (
            <span className="grid justify-items-start gap-1">
              <RunStateTag state={state} />
              {reason !== null && <span className="text-sm">{reason}</span>}
            </span>
          ),
        },
        { id: "result", header: t.result, cell: result },
      ]}
    />
  );
}
