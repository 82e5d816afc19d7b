import { ClipboardList, HandHeart, Map as MapIcon } from "lucide-react";
import { assessmentHistory } from "../../contracts/assessments.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useMay } from "../app/session.tsx";
import type { FamilyPanelProps } from "../households/panels.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { DateText } from "../ui/textHelpers.tsx";
import { MapRadar } from "./MapRadar.tsx";
import { type Brief, type History, previousOf } from "./mapModel.ts";
import { assessmentsTexts } from "./texts.ts";

/** The family's assessments: the last map, what is under way, and all of them. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(assessmentsTexts).panel;
  const history = useRead(assessmentHistory, { householdId: file.household.id });
  const may = useMay("assessment.write");
  const open = file.case !== null && file.case.closedOn === null;
  const begin = may && open && (
    <LinkButton href={`/valoraciones/nueva/${file.household.id}`} icon={ClipboardList} size="small">
      {t.begin}
    </LinkButton>
  );
  return (
    <Frame title={t.title} actions={(history.data?.assessments.length ?? 0) > 0 && begin}>
      {history.isPending && <Loading />}
      {history.isError && <FailurePage error={history.error} onRetry={() => void history.refetch()} />}
      {history.data && history.data.assessments.length === 0 && (
        <EmptyState title={t.none} icon={HandHeart} action={begin}>
          {t.noneText}
        </EmptyState>
      )}
      {history.data && history.data.assessments.length > 0 && <Assessments history={history.data} />}
    </Frame>
  );
}

function Assessments({ history }: { readonly history: History }) {
  const t = useTexts(assessmentsTexts).panel;
  const unfinished = history.assessments.find(({ state }) => state !== "closed");
  const drawn = history.assessments.find((one) => one.state === "closed" && isScored(history, one));
  return (
    <div className="grid gap-6">
      {unfinished && (
        <p>
          <LinkButton href={`/valoraciones/${unfinished.assessmentId}`} tone="primary" icon={HandHeart} wide>
            {t.open}
          </LinkButton>
        </p>
      )}
      {drawn && (
        <div className="grid max-w-xl gap-3">
          <MapRadar
            dimensions={dimensionsOf(history, drawn)}
            scores={drawn.scores}
            previous={previousOf(history, drawn.assessmentId)}
          />
          <p>
            <LinkButton href={`/valoraciones/${drawn.assessmentId}`} icon={MapIcon}>
              {t.seeMap}
            </LinkButton>
          </p>
        </div>
      )}
      <List history={history} />
    </div>
  );
}

function dimensionsOf(history: History, { instrumentId }: Brief) {
  return history.instruments.find((one) => one.instrumentId === instrumentId)?.dimensions ?? [];
}

function isScored(history: History, brief: Brief): boolean {
  return dimensionsOf(history, brief).length > 0 && brief.scores !== null;
}

function List({ history }: { readonly history: History }) {
  const { panel: t, state: states } = useTexts(assessmentsTexts);
  const { language } = useLocale();
  const corrected = new Set(history.assessments.map(({ correctsId }) => correctsId));
  return (
    <DataTable
      caption={t.list}
      rows={history.assessments}
      rowKey={({ assessmentId }) => assessmentId}
      columns={[
        {
          id: "instrument",
          header: t.instrument,
          rowHeader: true,
          cell: ({ assessmentId, title, number }) => (
            <Anchor href={`/valoraciones/${assessmentId}`} className="inline-block min-h-6">
              {title[language] ?? title.es} · {number}
            </Anchor>
          ),
        },
        {
          id: "when",
          header: t.when,
          cell: ({ openedOn, closedOn }) => <DateText value={closedOn ?? openedOn} distance />,
        },
        {
          id: "state",
          header: t.state,
          cell: ({ state, assessmentId }) => (
            <StatusTag tone={state === "closed" ? "neutral" : "info"}>
              {corrected.has(assessmentId) ? t.corrected : states[state]}
            </StatusTag>
          ),
        },
      ]}
    />
  );
}
