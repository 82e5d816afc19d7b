import { CircleCheck } from "lucide-react";
import { studyAllocations } from "../../contracts/studyAllocation.ts";
import { type ColleagueLoad, type FamilyOfConcern, teamView } from "../../contracts/team.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSearchValue } from "../app/search.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel } from "../ui/Card.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { teamTexts } from "./texts.ts";

/** The supervisor's view: what each colleague carries, and the families that ask for attention. */
export function Screen() {
  const t = useTexts(teamTexts);
  const [userId, choose] = useSearchValue("persona");
  const team = useRead(teamView, userId ? { userId } : {});
  if (team.isPending) return <Loading />;
  if (team.isError) return <FailurePage error={team.error} onRetry={() => void team.refetch()} />;
  const { colleagues, families, more, openCases, unseenAfterDays } = team.data;
  const people = colleagues.map((colleague) => ({ value: colleague.userId, label: colleague.name }));
  return (
    <>
      <header>
        <h1>{t.title}</h1>
        <p className="text-ink-soft">{t.intro({ n: openCases })}</p>
      </header>
      <Loads rows={colleagues} unseenAfterDays={unseenAfterDays} />
      <div className="grid gap-4">
        <SelectField
          name="persona"
          label={t.only}
          options={people}
          placeholder={t.everybody}
          value={userId ?? ""}
          onChange={choose}
        />
        <Families rows={families} />
        {more > 0 && <p className="text-ink-soft">{t.more({ n: more })}</p>}
      </div>
      <Draws />
    </>
  );
}

/** Draws that decide who starts now; most teams have none. */
function Draws() {
  const t = useTexts(teamTexts);
  const { instant } = useFormats();
  const { data } = useRead(studyAllocations, {});
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t.draws}>
      <ul className="grid gap-2">
        {data.items.map(({ studyId, title, drawnAt }) => (
          <li key={studyId}>
            <Anchor href={`/estudios/${studyId}/sorteo`} className="inline-flex min-h-11 items-center">
              {title}
            </Anchor>{" "}
            <span className="text-ink-soft">{t.drawnOn({ when: instant(drawnAt) })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Loads({
  rows,
  unseenAfterDays,
}: {
  readonly rows: readonly ColleagueLoad[];
  readonly unseenAfterDays: number;
}) {
  const t = useTexts(teamTexts);
  const number = (id: string, header: string, value: (row: ColleagueLoad) => number): Column<ColleagueLoad> => ({
    id,
    header,
    align: "end",
    cell: (row) => <span className={value(row) > 0 ? "numeric" : "numeric text-ink-soft"}>{value(row)}</span>,
    sortValue: value,
  });
  return (
    <DataTable
      caption={t.load}
      rows={rows}
      rowKey={(row) => row.userId}
      empty={<p className="text-ink-soft">{t.nobody}</p>}
      columns={[
        { id: "name", header: t.person, rowHeader: true, cell: (row) => row.name, sortValue: (row) => row.name },
        number("families", t.families, (row) => row.families),
        number("week", t.visitsThisWeek, (row) => row.visitsThisWeek),
        number("tasks", t.overdueTasks, (row) => row.overdueTasks),
        number("results", t.visitsWithoutResult, (row) => row.visitsWithoutResult),
        number("unseen", t.unseen({ days: unseenAfterDays }), (row) => row.familiesUnseen),
      ]}
    />
  );
}

function Families({ rows }: { readonly rows: readonly FamilyOfConcern[] }) {
  const t = useTexts(teamTexts);
  const { date, distance } = useFormats();
  return (
    <DataTable
      caption={t.attention}
      rows={rows}
      rowKey={(row) => row.householdId}
      empty={
        <EmptyState icon={CircleCheck} title={t.attentionEmpty}>
          {t.attentionEmptyText}
        </EmptyState>
      }
      columns={[
        {
          id: "family",
          header: t.family,
          rowHeader: true,
          cell: (row) => (
            <>
              <Anchor href={`/familias/${row.householdId}`}>{row.name}</Anchor>{" "}
              <span className="font-normal whitespace-nowrap text-ink-soft">{row.code}</span>
            </>
          ),
          sortValue: (row) => row.name,
        },
        { id: "stage", header: t.stage, cell: (row) => row.stage, sortValue: (row) => row.stage },
        { id: "leads", header: t.leads, cell: (row) => (row.leads.length > 0 ? row.leads.join(", ") : t.noLeads) },
        {
          id: "last",
          header: t.lastVisit,
          cell: (row) => (row.lastSessionOn ? `${date(row.lastSessionOn)} · ${distance(row.lastSessionOn)}` : t.never),
          sortValue: (row) => row.lastSessionOn ?? "",
        },
        {
          id: "why",
          header: t.why,
          cell: (row) => (
            <span className="flex flex-wrap gap-2">
              {row.concerns.map((concern) => (
                <StatusTag key={concern} tone={concern === "unassigned" ? "danger" : "soon"}>
                  {t.concerns[concern]}
                </StatusTag>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}
