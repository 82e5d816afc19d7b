import { FlaskConical } from "lucide-react";
import { studyResult } from "../../contracts/studyRuns.ts";
import { useParameter, useSearch } from "../app/address.ts";
import { ApiFailure, useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Panel } from "../ui/Card.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { BackLink } from "./BackLink.tsx";
import { splitQuestion } from "./contents.ts";
import { DeviationList } from "./DeviationsPanel.tsx";
import { picturesInOrder } from "./effectPicture.ts";
import { PictureFigure } from "./PictureFigure.tsx";
import { ResultCost } from "./ResultCost.tsx";
import { ResultNumbers } from "./ResultNumbers.tsx";
import { ResultProtocol } from "./ResultProtocol.tsx";
import { resultTexts } from "./texts.result.ts";
import { type Found, type ResultData, RunStateTag, useSay, VerdictTag } from "./words.tsx";

/** What a study found: sentence, picture, how sure, what could be wrong, numbers, protocol. Always in this order. */
export function ResultScreen() {
  const studyId = useParameter("studyId");
  const runId = useSearch().calculo;
  const read = useRead(studyResult, { studyId, ...(runId && { runId }) });
  if (read.isPending) return <Loading />;
  if (read.isError) {
    const none = read.error instanceof ApiFailure && read.error.status === 404;
    if (none) return <NoResult studyId={studyId} />;
    return <FailurePage error={read.error} onRetry={() => void read.refetch()} />;
  }
  return <ResultPage studyId={studyId} data={read.data} />;
}

function NoResult({ studyId }: { readonly studyId: string }) {
  const t = useTexts(resultTexts).result;
  return (
    <EmptyState
      title={t.none}
      icon={FlaskConical}
      action={<LinkButton href={`/estudios/${studyId}`}>{t.toStudy}</LinkButton>}
    >
      {t.noneText}
    </EmptyState>
  );
}

interface ResultPageProps {
  readonly studyId: string;
  readonly data: ResultData;
}

function ResultPage({ studyId, data }: ResultPageProps) {
  const t = useTexts(resultTexts).result;
  const { result } = data;
  const { question, simulated } = splitQuestion(data.question);
  return (
    <article className="grid max-w-4xl min-w-0 gap-10">
      <header className="grid gap-2">
        <BackLink href={`/estudios/${studyId}`}>{t.back}</BackLink>
        <h1>{data.title}</h1>
        <p className="text-lg">{question}</p>
        <p className="text-ink-soft">{data.place}</p>
        {simulated && <Banner tone="neutral">{simulated}</Banner>}
      </header>
      {result ? (
        <>
          <Sentence data={data} found={result} />
          <Pictures found={result} />
          <Notes title={t.sure} notes={result.sureness} none={t.noSure} />
          <Notes title={t.wrong} notes={result.cautions} none={t.noWrong} />
          <ResultNumbers found={result} />
        </>
      ) : (
        <Unsaid data={data} />
      )}
      <ResultProtocol studyId={studyId} data={data} />
      {data.cost && <ResultCost cost={data.cost} planned={data.costPlanned} />}
    </article>
  );
}

/** A run that kept no result: why, as prominent as a result would be. */
function Unsaid({ data }: { readonly data: ResultData }) {
  const t = useTexts(resultTexts).result;
  return (
    <section aria-label={t.sentence} className="grid justify-items-start gap-3">
      <RunStateTag state={data.run.state} />
      <p className="text-2xl font-bold">{data.run.reason ?? t.noneText}</p>
      <Deviations deviations={data.deviations} />
    </section>
  );
}

function Sentence({ data, found }: { readonly data: ResultData; readonly found: Found }) {
  const t = useTexts(resultTexts).result;
  const say = useSay();
  const { number } = useFormats();
  const { detectable, verdict } = found;
  // Of no clear difference the sentence itself says what could have been seen.
  const refused = verdict === "cannot_tell";
  return (
    <section aria-label={t.sentence} className="grid gap-4">
      <p>
        <VerdictTag verdict={verdict} />
      </p>
      <p className="text-2xl leading-snug font-bold">{say(found.headline)}</p>
      {refused && detectable && (
        <p className="text-xl">{t.couldSee({ value: `${number(detectable.value, 1)} ${say(detectable.unit)}` })}</p>
      )}
      <p>{say(found.estimand)}</p>
      {found.refusals.length > 0 && (
        <Banner tone="soon" title={t.refusals}>
          <ul className="list-disc pl-5">
            {found.refusals.map(({ code, words }) => (
              <li key={`${code} ${words.es}`}>{say(words)}</li>
            ))}
          </ul>
        </Banner>
      )}
      {found.stillSaid.length > 0 && (
        <Banner tone="info" title={t.stillSaid}>
          <ul className="list-disc pl-5">
            {found.stillSaid.map((words) => (
              <li key={words.es}>{say(words)}</li>
            ))}
          </ul>
        </Banner>
      )}
      <Deviations deviations={data.deviations} />
    </section>
  );
}

function Deviations({ deviations }: Pick<ResultData, "deviations">) {
  const t = useTexts(resultTexts).result;
  if (deviations.length === 0) return null;
  return (
    <Banner tone="soon" title={t.deviations({ n: deviations.length })}>
      <DeviationList deviations={deviations} />
    </Banner>
  );
}

function Pictures({ found }: { readonly found: Found }) {
  const [first, ...others] = picturesInOrder(found);
  const t = useTexts(resultTexts).result;
  return (
    <Panel title={t.picture}>
      {first ? <PictureFigure picture={first} /> : <p className="text-ink-soft">{t.noPicture}</p>}
      {others.length > 0 && (
        <details className="rounded-md border border-line">
          <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">
            {t.pictures({ n: others.length })}
          </summary>
          <div className="grid gap-8 p-4">
            {others.map((picture) => (
              <PictureFigure key={`${picture.kind} ${picture.title.es}`} picture={picture} />
            ))}
          </div>
        </details>
      )}
    </Panel>
  );
}

interface NotesProps {
  readonly title: string;
  readonly notes: Found["sureness"];
  readonly none: string;
}

function Notes({ title, notes, none }: NotesProps) {
  const say = useSay();
  return (
    <Panel title={title}>
      {notes.length === 0 ? (
        <p className="text-ink-soft">{none}</p>
      ) : (
        <ul className="grid list-disc gap-2 pl-5">
          {notes.map(({ code, words }) => (
            <li key={`${code} ${words.es}`}>
              <p>{say(words)}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
