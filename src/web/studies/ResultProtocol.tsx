import { FileJson, FileSpreadsheet, RotateCcw } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { replayStudyRun } from "../../contracts/studyRuns.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { saveFile } from "../ui/saveFile.ts";
import { DownloadProtocol, DownloadReport } from "./Downloads.tsx";
import { resultCsv } from "./resultTable.ts";
import { resultTexts } from "./texts.result.ts";
import { HashText, type ResultData } from "./words.tsx";

interface ResultProtocolProps {
  readonly studyId: string;
  readonly data: ResultData;
}

/** All that is needed to repeat the study, here or elsewhere. */
export function ResultProtocol({ studyId, data }: ResultProtocolProps) {
  const t = useTexts(resultTexts).result;
  const { instant } = useFormats();
  const { frozen, run, result } = data;
  return (
    <Panel title={t.protocol}>
      <p>{t.protocolText({ when: instant(frozen.at), by: frozen.by })}</p>
      <dl className="grid gap-2">
        <Hash name={t.hash} hash={frozen.sha256} />
        {run.resultSha256 !== null && <Hash name={t.resultHash} hash={run.resultSha256} />}
      </dl>
      {result && <p className="text-sm text-ink-soft">{t.engine({ version: result.engineVersion })}</p>}
      {run.resultSha256 !== null && <Replay runId={run.id} />}
      <h3>{t.downloads}</h3>
      <div className="flex flex-col gap-2 md:flex-row md:flex-wrap">
        {result && <DownloadReport studyId={studyId} primary />}
        <DownloadProtocol studyId={studyId} />
        {result && <DownloadResult data={data} />}
      </div>
    </Panel>
  );
}

function Hash({ name, hash }: { readonly name: string; readonly hash: string }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd>
        <HashText>{hash}</HashText>
      </dd>
    </div>
  );
}

/** Computes it all again from what was kept, and says whether it comes out the same to the byte. */
function Replay({ runId }: { readonly runId: string }) {
  const t = useTexts(resultTexts).result;
  const saving = useSaving(replayStudyRun);
  const [outcome, setOutcome] = useState<OutputOf<typeof replayStudyRun> | null>(null);
  const replay = () => {
    setOutcome(null);
    void saving.save({ runId }, setOutcome);
  };
  return (
    <div className="grid gap-3">
      <div>
        <Button icon={RotateCcw} wide busy={saving.pending} onPress={replay}>
          {t.replay}
        </Button>
      </div>
      <p role="status" className={saving.pending ? "" : "sr-only"}>
        {saving.pending ? t.replaying : ""}
      </p>
      {saving.errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      {outcome && (
        <Banner tone={outcome.identical ? "good" : "soon"} live>
          <p>{outcome.identical ? t.identical : t.different}</p>
          <dl>
            <Hash name={t.replayed} hash={outcome.replayedSha256} />
          </dl>
        </Banner>
      )}
    </div>
  );
}

function DownloadResult({ data }: { readonly data: ResultData }) {
  const t = useTexts(resultTexts).result;
  const { language, today } = useLocale();
  const name = `trenza-estudio-${today}`;
  const json = () => saveFile(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }), `${name}.json`);
  const csv = () => saveFile(new Blob([resultCsv(data, language)], { type: "text/csv" }), `${name}.csv`);
  return (
    <>
      <Button icon={FileJson} wide onPress={json}>
        {t.downloadJson}
      </Button>
      <Button icon={FileSpreadsheet} wide onPress={csv}>
        {t.downloadCsv}
      </Button>
    </>
  );
}
