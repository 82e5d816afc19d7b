import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import type { StudyData } from "./contents.ts";
import { DownloadProtocol } from "./Downloads.tsx";
import { studiesTexts } from "./texts.ts";
import { HashText } from "./words.tsx";

/** When the plan was fixed, by whom, and its hash. */
export function RegisterPanel({ data }: { readonly data: StudyData }) {
  const t = useTexts(studiesTexts).register;
  return (
    <Panel title={t.title}>
      {data.frozen === null ? (
        <p className="text-ink-soft">{t.none}</p>
      ) : (
        <Registered data={data} frozen={data.frozen} />
      )}
    </Panel>
  );
}

interface RegisteredProps {
  readonly data: Pick<StudyData, "id">;
  readonly frozen: NonNullable<StudyData["frozen"]>;
}

/** The seal of a registered plan, with the protocol to download. */
export function Registered({ data, frozen }: RegisteredProps) {
  const t = useTexts(studiesTexts).register;
  const { instant } = useFormats();
  return (
    <div className="grid gap-3">
      <p>{t.frozen({ when: instant(frozen.at), by: frozen.by })}</p>
      <dl>
        <dt className="text-sm text-ink-soft">{t.hash}</dt>
        <dd>
          <HashText>{frozen.sha256}</HashText>
        </dd>
      </dl>
      <p className="text-sm text-ink-soft">{t.why}</p>
      <div>
        <DownloadProtocol studyId={data.id} />
      </div>
    </div>
  );
}
