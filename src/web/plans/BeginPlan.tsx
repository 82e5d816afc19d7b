import { Sprout } from "lucide-react";
import { useState } from "react";
import { draftPlan } from "../../contracts/plans.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Priorities } from "./Priorities.tsx";
import type { PlanData } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

/** No plan yet: what the family chose, and the way to begin. */
export function BeginPlan({ data }: { readonly data: PlanData }) {
  const t = useTexts(plansTexts);
  const [planId] = useState(newId);
  const saving = useSaving(draftPlan);
  const begin = () => {
    const { caseId, assessmentId } = data;
    void saving.save({ planId, caseId, ...(assessmentId && { assessmentId }) }, () => undefined);
  };
  return (
    <>
      <Priorities data={data} />
      {saving.errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      <EmptyState
        title={t.begin.title}
        icon={Sprout}
        action={
          data.mayWrite && (
            <Button tone="primary" busy={saving.pending} onPress={begin}>
              {t.begin.button}
            </Button>
          )
        }
      >
        {t.begin.text}
      </EmptyState>
    </>
  );
}
