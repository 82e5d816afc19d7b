import { Dices } from "lucide-react";
import { useParameter } from "../app/address.ts";
import { FailurePage } from "../app/pages.tsx";
import { useMay } from "../app/session.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { AbandonPanel } from "./AbandonPanel.tsx";
import { BackLink } from "./BackLink.tsx";
import { contentOf, lastDone, type StudyData, splitQuestion } from "./contents.ts";
import { DataPanel } from "./DataPanel.tsx";
import { DeviationsPanel } from "./DeviationsPanel.tsx";
import { RegisterPanel } from "./RegisterPanel.tsx";
import { RunsPanel } from "./RunsPanel.tsx";
import { TaskList } from "./TaskList.tsx";
import { studiesTexts } from "./texts.ts";
import { useStudy } from "./useStudy.ts";
import { StudyStateTag } from "./words.tsx";

/** One study: what is left to do, its data, its register, and what was done otherwise. */
export function StudyScreen() {
  const studyId = useParameter("studyId");
  const read = useStudy(studyId);
  if (read.isPending) return <Loading />;
  if (read.isError) return <FailurePage error={read.error} onRetry={() => void read.refetch()} />;
  return <Study data={read.data} />;
}

function Study({ data }: { readonly data: StudyData }) {
  const t = useTexts(studiesTexts);
  const done = lastDone(data);
  const simulated = splitQuestion(contentOf(data, "question")?.question ?? "").simulated;
  const opensFamilies = useMay("household.read");
  const drawnFromRecords = data.allocation !== null && contentOf(data, "population")?.from === "records";
  const ended = data.state === "analysed" || data.state === "abandoned";
  return (
    <section className="grid max-w-4xl min-w-0 gap-8">
      <header className="grid gap-2">
        <BackLink href="/estudios">{t.back}</BackLink>
        <h1>{data.title}</h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StudyStateTag state={data.state} />
          <span className="text-ink-soft">{data.place}</span>
        </p>
      </header>
      {simulated && <Banner tone="neutral">{simulated}</Banner>}
      {done && (
        <Banner
          tone="good"
          title={t.ready}
          actions={
            <LinkButton tone="primary" wide href={`/estudios/${data.id}/resultado`}>
              {t.open}
            </LinkButton>
          }
        >
          {t.tasks.what.report}
        </Banner>
      )}
      {opensFamilies && drawnFromRecords && (
        <div>
          <LinkButton icon={Dices} wide href={`/estudios/${data.id}/sorteo`}>
            {t.allocation.open}
          </LinkButton>
        </div>
      )}
      {!data.mayWrite && <p className="text-ink-soft">{t.form.readOnly}</p>}
      <TaskList data={data} />
      <DataPanel data={data} />
      <RegisterPanel data={data} />
      <RunsPanel data={data} />
      <DeviationsPanel data={data} />
      {data.mayWrite && !ended && <AbandonPanel data={data} />}
    </section>
  );
}
