import { useTexts } from "../i18n/LocaleProvider.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { lastDone } from "./contents.ts";
import { DownloadProtocol, DownloadReport } from "./Downloads.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { resultTexts } from "./texts.result.ts";

/** The report to read and keep, and the protocol to repeat it. */
export function ReportTask({ data }: TaskProps) {
  const t = useTexts(resultTexts).report;
  return (
    <div className="grid gap-6">
      <p>{lastDone(data) ? t.intro : t.notYet}</p>
      <div className="flex flex-col gap-2 md:flex-row md:flex-wrap">
        {lastDone(data) && (
          <>
            <DownloadReport studyId={data.id} primary />
            <LinkButton wide href={`/estudios/${data.id}/resultado`}>
              {t.see}
            </LinkButton>
          </>
        )}
        {data.frozen !== null && <DownloadProtocol studyId={data.id} />}
      </div>
    </div>
  );
}
