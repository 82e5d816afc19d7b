import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { AnswerForm } from "./AnswerForm.tsx";
import type { StepProps } from "./stepProps.ts";
import { assessmentsTexts } from "./texts.ts";
import { useAnswering } from "./useAnswering.ts";

/** The team answers the same questions with its own eyes; the family's answers are not on this device. */
export function TeamStep({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts).team;
  const answering = useAnswering(shown, compiled, "team");
  return (
    <section aria-label={t.title} className="grid gap-6">
      <AnswerForm
        compiled={compiled}
        answering={answering}
        finishLabel={t.finish}
        withPriorities={false}
        intro={
          <Banner tone="info" title={t.title}>
            {t.text}
          </Banner>
        }
      />
    </section>
  );
}
