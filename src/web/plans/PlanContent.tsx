import { Handshake, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ActionShown, GoalShown } from "../../contracts/plans.ts";
import { isOpenGoal } from "../../core/plans/goal.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import type { GoalToWrite } from "./GoalDialog.tsx";
import { Goals } from "./Goals.tsx";
import { Priorities } from "./Priorities.tsx";
import type { PlanData, ReadAgain, ShownPlan } from "./planTypes.ts";
import { plansTexts } from "./texts.ts";

const GoalDialog = lazy(() => import("./GoalDialog.tsx").then((file) => ({ default: file.GoalDialog })));
const ActionDialog = lazy(() => import("./ActionDialog.tsx").then((file) => ({ default: file.ActionDialog })));
const HistoryDialog = lazy(() => import("./HistoryDialog.tsx").then((file) => ({ default: file.HistoryDialog })));
const RefusalDialog = lazy(() => import("./RefusalDialog.tsx").then((file) => ({ default: file.RefusalDialog })));

type Open =
  | { readonly kind: "goal"; readonly writing: GoalToWrite }
  | { readonly kind: "action"; readonly goalId: string; readonly action?: ActionShown }
  | { readonly kind: "history"; readonly goal: GoalShown }
  | { readonly kind: "refusal" };

interface PlanContentProps {
  readonly data: PlanData;
  readonly plan: ShownPlan;
  readonly readAgain: ReadAgain;
}

/** A plan that has begun: prepared as a list, then followed on a board. */
export function PlanContent({ data, plan, readAgain }: PlanContentProps) {
  const t = useTexts(plansTexts);
  const [open, setOpen] = useState<Open | null>(null);
  const { mayWrite, rules } = data;
  const openGoals = plan.goals.filter(({ state }) => isOpenGoal(state)).length;
  const mayAdd = mayWrite && (rules.most === null || openGoals < rules.most);
  const write = (link: { dimension: string | null; item: string | null } = { dimension: null, item: null }) =>
    setOpen({ kind: "goal", writing: { planId: plan.id, ...link } });
  const deeds = {
    onEdit: (goal: GoalShown) => setOpen({ kind: "goal", writing: { goal } }),
    onHistory: (goal: GoalShown) => setOpen({ kind: "history", goal }),
    onAction: (goal: GoalShown, action?: ActionShown) =>
      setOpen({ kind: "action", goalId: goal.id, ...(action && { action }) }),
  };
  return (
    <>
      {plan.state === "agreed" && <Agreed data={data} plan={plan} />}
      <Priorities data={data} {...(mayAdd && { onMakeGoal: write })} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3>{t.goals}</h3>
        {mayAdd && (
          <Button icon={Plus} onPress={() => write()}>
            {t.addGoal}
          </Button>
        )}
      </div>
      <Limit data={data} />
      <Goals data={data} plan={plan} readAgain={readAgain} {...deeds} />
      {plan.state === "draft" && mayWrite && <Decide data={data} onRefuse={() => setOpen({ kind: "refusal" })} />}
      {open && (
        <Suspense>
          <OpenDialog open={open} data={data} plan={plan} readAgain={readAgain} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}

function Agreed({ data, plan }: { readonly data: PlanData; readonly plan: ShownPlan }) {
  const t = useTexts(plansTexts);
  const { date } = useFormats();
  const how = data.rules.agreements.find(({ id }) => id === plan.agreementKind)?.label ?? plan.agreementKind ?? "";
  return (
    <Banner tone="good">
      {t.agreedBanner({ day: plan.agreedOn ? date(plan.agreedOn) : "", how, who: plan.agreedBy.join(", ") })}
      {plan.note !== "" && <span className="block text-ink-soft">{plan.note}</span>}
    </Banner>
  );
}

function Limit({ data: { rules } }: { readonly data: PlanData }) {
  const t = useTexts(plansTexts);
  if (rules.most !== null) return <p className="text-sm text-ink-soft">{t.most({ most: rules.most })}</p>;
  if (rules.mostPending === null) return null;
  return <p className="text-sm text-ink-soft">{t.mostPending({ why: rules.mostPending })}</p>;
}

function Decide({ data, onRefuse }: { readonly data: PlanData; readonly onRefuse: () => void }) {
  const t = useTexts(plansTexts);
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4 md:flex-row">
      <LinkButton href={`/plan/${data.caseId}/acuerdo`} tone="primary" icon={Handshake} wide>
        {t.agree}
      </LinkButton>
      <Button wide onPress={onRefuse}>
        {t.refuse}
      </Button>
    </div>
  );
}

interface OpenDialogProps extends PlanContentProps {
  readonly open: Open;
  readonly onClose: () => void;
}

function OpenDialog({ open, data, plan, readAgain, onClose }: OpenDialogProps) {
  switch (open.kind) {
    case "goal":
      return <GoalDialog data={data} writing={open.writing} readAgain={readAgain} onClose={onClose} />;
    case "action":
      return (
        <ActionDialog
          goalId={open.goalId}
          readAgain={readAgain}
          onClose={onClose}
          {...(open.action && { action: open.action })}
        />
      );
    case "history":
      return <HistoryDialog goal={open.goal} onClose={onClose} />;
    case "refusal":
      return <RefusalDialog data={data} plan={plan} onClose={onClose} />;
  }
}
