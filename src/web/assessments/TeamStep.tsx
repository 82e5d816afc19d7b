import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { AnswerForm } from "./AnswerForm.tsx";
import { isJoint, type StepProps } from "./stepProps.ts";
import { assessmentsTexts } from "./texts.ts";
import { useAnswering } from "./useAnswering.ts";

/** The team answers the same questions with its own eyes; the family's answers are not on this device. */
export function TeamStep({ shown, compiled }: StepProps) {
  const { team: t, finishAlone } = useTexts(assessmentsTexts);
  const joint = isJoint(compiled);
  const title = joint ? t.title : t.aloneTitle;
  const answering = useAnswering(shown, compiled, "team");
  return (
    <section aria-label={title} className="grid gap-6">
      <AnswerForm
        compiled={compiled}
        answering={answering}
        finishLabel={joint ? t.finish : finishAlone}
        withPriorities={false}
        intro={
          <Banner tone="info" title={title}>
            {joint ? t.text : t.aloneText}
          </Banner>
        }
      />
    </section>
  );
}
