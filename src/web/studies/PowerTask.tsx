import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { studyPower } from "../../contracts/studies.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { Checkbox } from "../ui/CheckboxGroup.tsx";
import { Form } from "../ui/Form.tsx";
import { Loading } from "../ui/Loading.tsx";
import { contentOf } from "./contents.ts";
import { PowerBoxes } from "./PowerBoxes.tsx";
import { gapsOfPower, type PowerFields, type PowerGap, powerFields, readPower } from "./powerFields.ts";
import { TaskFormFrame } from "./TaskFormFrame.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { resultTexts } from "./texts.result.ts";
import { useTaskForm } from "./useTaskForm.ts";
import { useSay } from "./words.tsx";

/** What a study of this size could see. It has to be read before the plan is registered. */
export function PowerTask({ data, onReset }: TaskProps) {
  const t = useTexts(resultTexts).power;
  const form = useTaskForm<"power", PowerFields>({
    data,
    task: "power",
    initial: powerFields(contentOf(data, "power"), data.data),
    onReset,
  });
  const words = useGapWords();
  const compute = () => {
    form.refuse(gapsOfPower(form.fields).map((field) => ({ field, message: words[field] })));
    const content = readPower(form.fields, false);
    // The numbers changed: what they tell has to be read again.
    if (content) form.save(content, onReset);
  };
  const saved = contentOf(data, "power");
  const confirm = () => saved && form.save({ ...saved, read: true });
  return (
    <>
      <p>{t.intro}</p>
      <TaskFormFrame data={data} form={form} fieldNames={t.fields} save={t.compute} onSubmit={compute}>
        <PowerBoxes data={data} fields={form.fields} change={form.change} />
      </TaskFormFrame>
      {saved && <Told studyId={data.id} read={saved.read} busy={form.pending} onRead={confirm} />}
    </>
  );
}

function useGapWords(): Readonly<Record<PowerGap, string>> {
  const t = useTexts(resultTexts).power;
  return {
    programme: t.missingCount,
    comparison: t.missingCount,
    share: t.wrongShare,
    deviation: t.wrongDeviation,
    correlation: t.wrongCorrelation,
    clusterSize: t.wrongSize,
    icc: t.wrongIcc,
  };
}

interface ToldProps {
  readonly studyId: string;
  readonly read: boolean;
  readonly busy: boolean;
  readonly onRead: () => void;
}

function Told({ studyId, read, busy, onRead }: ToldProps) {
  const t = useTexts(resultTexts).power;
  const say = useSay();
  const told = useRead(studyPower, { studyId });
  if (told.isPending) return <Loading />;
  if (told.isError) return <FailurePage error={told.error} onRetry={() => void told.refetch()} />;
  const { power, missing } = told.data;
  return (
    <Panel title={t.title}>
      {power === null ? (
        <div>
          <p>{t.missing}</p>
          <ul className="list-disc pl-5">
            {missing.map(({ code, words }) => (
              <li key={`${code} ${words.es}`}>{say(words)}</li>
            ))}
          </ul>
        </div>
      ) : (
        <>
          <PowerWords power={power} />
          {read ? <p className="text-ink-soft">{t.done}</p> : <Read busy={busy} onRead={onRead} />}
        </>
      )}
    </Panel>
  );
}

type Power = NonNullable<OutputOf<typeof studyPower>["power"]>;

/** The sentence first, then what it rests on. */
function PowerWords({ power }: { readonly power: Power }) {
  const t = useTexts(resultTexts).power;
  const say = useSay();
  const { number } = useFormats();
  const { effective, smallestP, enough, notes } = power;
  const told = notes.length > 0 && (
    <ul className="grid list-disc gap-1 pl-5">
      {notes.map(({ code, words }) => (
        <li key={`${code} ${words.es}`}>{say(words)}</li>
      ))}
    </ul>
  );
  return (
    <div className="grid gap-3">
      <p className="text-xl font-bold">{say(power.headline)}</p>
      {effective && (
        <p>{t.effective({ programme: number(effective.programme, 0), comparison: number(effective.comparison, 0) })}</p>
      )}
      {smallestP !== null && smallestP > TELLING && <p>{t.smallest({ n: number(smallestP * 1000, 0) })}</p>}
      {enough === null ? told : <Banner tone={enough ? "info" : "soon"}>{told}</Banner>}
    </div>
  );
}

/** From here on the coarseness of the draw itself is worth a line. */
const TELLING = 0.001;

function Read({ busy, onRead }: Pick<ToldProps, "busy" | "onRead">) {
  const t = useTexts(resultTexts).power;
  const [read, setRead] = useState(false);
  const [refused, setRefused] = useState(false);
  const submit = () => {
    setRefused(!read);
    if (read) onRead();
  };
  const errors = refused && !read ? [{ field: "read", message: t.mustRead }] : [];
  return (
    <Form errors={errors} onSubmit={submit} label={t.read}>
      <Checkbox name="read" label={t.read} hint={t.readHint} value={read} onChange={setRead} />
      <div>
        <Button type="submit" wide busy={busy}>
          {t.confirm}
        </Button>
      </div>
    </Form>
  );
}
