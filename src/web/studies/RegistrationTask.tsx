import { FileLock2 } from "lucide-react";
import { useState } from "react";
import { freezeStudy, studyPower } from "../../contracts/studies.ts";
import { useRead } from "../app/api.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { useToast } from "../ui/Toast.tsx";
import { addressOfTask, type StudyData, type WrittenTask } from "./contents.ts";
import { PlanPart } from "./PlanPart.tsx";
import { Registered } from "./RegisterPanel.tsx";
import { Refusable } from "./RunTask.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { resultTexts } from "./texts.result.ts";
import { useSay, useTaskName } from "./words.tsx";

const PARTS = [
  "question",
  "population",
  "design",
  "covariates",
  "power",
  "costs",
] as const satisfies readonly WrittenTask[];

/** The whole plan to read, and the deed that fixes it; afterwards its seal. */
export function RegistrationTask({ data }: TaskProps) {
  const t = useTexts(resultTexts).registration;
  return (
    <div className="grid gap-6">
      {data.frozen === null ? (
        <p>{t.intro}</p>
      ) : (
        <>
          <Registered data={data} frozen={data.frozen} />
          <div>
            <LinkButton tone="primary" wide href={addressOfTask(data.id, "run")}>
              {t.next}
            </LinkButton>
          </div>
        </>
      )}
      <Plan data={data} />
      {data.frozen === null && data.mayWrite && data.state === "draft" && <Register data={data} />}
    </div>
  );
}

function Plan({ data }: { readonly data: StudyData }) {
  const t = useTexts(resultTexts).registration;
  const name = useTaskName();
  const open = data.frozen === null && data.mayWrite && data.state === "draft";
  return (
    <div className="grid gap-6">
      {PARTS.map((task) => (
        <section key={task} aria-label={name(task)} className="grid gap-2 border-t border-line pt-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 className="text-lg">{name(task)}</h2>
            {open && (
              <Anchor href={addressOfTask(data.id, task)} className="inline-flex min-h-11 items-center md:min-h-0">
                {t.change({ task: name(task) })}
              </Anchor>
            )}
          </div>
          <PlanPart task={task} data={data} />
          {task === "power" && <PowerLine studyId={data.id} />}
        </section>
      ))}
    </div>
  );
}

/** What the study could see, once more in sight where the plan is fixed. */
function PowerLine({ studyId }: { readonly studyId: string }) {
  const say = useSay();
  const power = useRead(studyPower, { studyId }).data?.power;
  return power ? <p className="font-bold">{say(power.headline)}</p> : null;
}

function Register({ data }: { readonly data: StudyData }) {
  const t = useTexts(resultTexts).registration;
  const say = useSay();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const saving = useSaving(freezeStudy);
  const notes = data.tasks.find(({ task }) => task === "registration")?.notes ?? [];
  const register = () =>
    void saving
      .save(
        { studyId: data.id, baseVersion: data.version },
        (output) => output && toast({ text: t.done, tone: "good" }),
      )
      .finally(() => setAsking(false));
  return (
    <>
      {notes.length > 0 && (
        <Banner tone="soon" title={t.missing}>
          <ul className="list-disc pl-5">
            {notes.map(({ code, words }) => (
              <li key={`${code} ${words.es}`}>{say(words)}</li>
            ))}
          </ul>
        </Banner>
      )}
      <Refusable errors={saving.errors}>
        <Button tone="primary" icon={FileLock2} wide onPress={() => setAsking(true)}>
          {t.submit}
        </Button>
      </Refusable>
      <ConfirmDialog
        open={asking}
        title={t.submit}
        confirm={t.submit}
        danger
        busy={saving.pending}
        onConfirm={register}
        onClose={() => setAsking(false)}
      >
        <p>{t.confirm}</p>
      </ConfirmDialog>
    </>
  );
}
