import { plan as contract } from "../../contracts/plans.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { BeginPlan } from "./BeginPlan.tsx";
import { PlanContent } from "./PlanContent.tsx";
import type { PlanData, ReadAgain } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

/** The plan of a family, from what it chose to what it achieved. */
export function Screen() {
  const caseId = useParameter("caseId");
  const t = useTexts(plansTexts);
  const plan = useRead(contract, { caseId });
  if (plan.isPending) return <Loading />;
  if (plan.isError) return <FailurePage error={plan.error} onRetry={() => void plan.refetch()} />;
  const { familyName, familyCode, householdId } = plan.data;
  const readAgain: ReadAgain = () => plan.refetch().then(({ data }) => data);
  const state = plan.data.plan?.state;
  return (
    <>
      <IdentityBar
        name={familyName}
        code={familyCode}
        back={{ href: `/familias/${householdId}`, label: t.back }}
        {...(state && { tags: <StatusTag tone={state === "agreed" ? "good" : "info"}>{t.states[state]}</StatusTag> })}
      />
      <section aria-label={t.title} className="grid gap-6">
        <h2>{t.title}</h2>
        <Notices data={plan.data} />
        {plan.data.plan ? (
          <PlanContent data={plan.data} plan={plan.data.plan} readAgain={readAgain} />
        ) : (
          <BeginPlan data={plan.data} />
        )}
      </section>
    </>
  );
}

function Notices({ data }: { readonly data: PlanData }) {
  const t = useTexts(plansTexts);
  const { date } = useFormats();
  return (
    <>
      {data.closedOn && <Banner>{t.closed({ day: date(data.closedOn) })}</Banner>}
      {data.refused.map(({ id, refusedOn, reason }) => (
        <Banner key={id}>{t.refusedBefore({ day: refusedOn ? date(refusedOn) : "", reason })}</Banner>
      ))}
    </>
  );
}
