import { Dices } from "lucide-react";
import { useState } from "react";
import { drawStudyAllocation } from "../../contracts/studies.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useToast } from "../ui/Toast.tsx";
import { contentOf, type StudyData } from "./contents.ts";
import { taskTexts } from "./texts.tasks.ts";
import { HashText, useCount } from "./words.tsx";

/** The draw of who begins now: made once, in public, so that anybody can check it. */
export function LotteryDraw({ data }: { readonly data: StudyData }) {
  const t = useTexts(taskTexts).draw;
  // A table brings the draw that was made outside.
  if (data.allocation === null && contentOf(data, "population")?.from === "table") return null;
  return (
    <Panel title={t.title}>
      {data.allocation !== null && <Drawn allocation={data.allocation} />}
      {data.allocation === null && data.data === null && <p className="text-ink-soft">{t.needsData}</p>}
      {data.allocation === null && data.data !== null && <Draw data={data} />}
    </Panel>
  );
}

/** What was drawn, with what is needed to check it. */
export function Drawn({ allocation }: { readonly allocation: NonNullable<StudyData["allocation"]> }) {
  const t = useTexts(taskTexts).draw;
  const { instant, number } = useFormats();
  const count = useCount();
  const { drawnAt, programme, comparison, smallestP, seal, listHash, seedHash } = allocation;
  const hashes = [
    [t.seal, seal],
    [t.list, listHash],
    [t.seed, seedHash],
  ] as const;
  return (
    <div className="grid gap-3">
      <p>{t.drawn({ when: instant(drawnAt), programme: count(programme), comparison: count(comparison) })}</p>
      {smallestP >= 0.001 && <p>{t.smallest({ n: number(smallestP * 1000, 0) })}</p>}
      <dl className="grid gap-2">
        {hashes.map(([name, hash]) => (
          <div key={name}>
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd>
              <HashText>{hash}</HashText>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Draw({ data }: { readonly data: StudyData }) {
  const t = useTexts(taskTexts).draw;
  const toast = useToast();
  const [words, setWords] = useState("");
  const [asking, setAsking] = useState(false);
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const saving = useSaving(drawStudyAllocation);
  const ask = () => {
    const found = words.trim() === "" ? [{ field: "seedWords", message: t.missing }] : [];
    setMissing(found);
    setAsking(found.length === 0);
  };
  const draw = () => {
    const input = { studyId: data.id, baseVersion: data.version, seedWords: words.trim() };
    void saving
      .save(input, (output) => output && toast({ text: t.done, tone: "good" }))
      .finally(() => setAsking(false));
  };
  return (
    <Form errors={missing.length > 0 ? missing : saving.errors} onSubmit={ask} label={t.title}>
      <p>{t.text}</p>
      <TextField
        name="seedWords"
        label={t.words}
        hint={t.wordsHint}
        maxLength={200}
        value={words}
        onChange={setWords}
      />
      <div>
        <Button type="submit" icon={Dices} wide>
          {t.submit}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={t.title}
        confirm={t.submit}
        danger
        busy={saving.pending}
        onConfirm={draw}
        onClose={() => setAsking(false)}
      >
        <p>{t.confirm}</p>
      </ConfirmDialog>
    </Form>
  );
}
