import { Plus } from "lucide-react";
import { type ComponentType, lazy, Suspense } from "react";
import { useLocation } from "wouter";
import { type HouseholdFile, householdFile } from "../../contracts/families.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { type PackWords, usePack } from "../packs/usePack.ts";
import { AlertList } from "../ui/AlertList.tsx";
import { AttentionList } from "../ui/AttentionList.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Menu } from "../ui/Menu.tsx";
import { PanelBoundary } from "../ui/PanelBoundary.tsx";
import { SectionNav } from "../ui/SectionNav.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { ageInWords } from "./ages.ts";
import {
  FAMILY_SECTIONS,
  type FamilyPanel,
  type FamilyPanelProps,
  type FamilySectionId,
  familyActions,
  familyPanels,
  sectionAddress,
} from "./panels.ts";
import { householdsTexts } from "./texts.ts";
import { useAttention } from "./useAttention.tsx";

/** The family file: who they are, alerts above everything, what asks for attention, and the sections of every concept. */
export function Screen() {
  const id = useParameter("id");
  const file = useRead(householdFile, { householdId: id });
  const section = useSection();
  for (const panel of familyPanels) if (panel.section === section) componentOf(panel);
  if (file.isPending) return <Loading lines={6} />;
  if (file.isError) return <FailurePage error={file.error} onRetry={() => void file.refetch()} />;
  return <File file={file.data} />;
}

function useSection(): FamilySectionId {
  const last = useLocation()[0].split("/").filter(Boolean).at(2);
  return FAMILY_SECTIONS.find(({ id }) => id === last)?.id ?? "resumen";
}

function File({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(householdsTexts);
  const { language } = useLocale();
  const section = useSection();
  const words = usePack(file.case?.packVersionId ?? file.acceptedReferrals[0]?.packVersionId ?? null);
  const attention = useAttention(file, words);
  const shown = familyPanels.filter((panel) => panel.when?.(file) ?? true);
  const sections = FAMILY_SECTIONS.filter(({ id }) => shown.some((panel) => panel.section === id)).map(
    ({ id, title }) => ({ href: sectionAddress(file.household.id, id), label: title[language] }),
  );
  const current = shown.filter((panel) => panel.section === section);
  const alerts = file.alerts.map(({ id, text, raisedBy, raisedOn, reviewOn }) => ({
    id,
    text,
    by: raisedBy ?? t.none,
    since: raisedOn,
    review: reviewOn,
  }));
  return (
    <>
      <Identity file={file} words={words} />
      <AlertList alerts={alerts} />
      {section === "resumen" && <AttentionList entries={attention} />}
      <SectionNav label={t.file.sections} sections={sections} current={sectionAddress(file.household.id, section)} />
      <div className="grid gap-8">
        {current.map((panel) => (
          <PanelPlace key={panel.id} panel={panel} file={file} />
        ))}
      </div>
    </>
  );
}

function Identity({ file, words }: { readonly file: HouseholdFile; readonly words: PackWords }) {
  const t = useTexts(householdsTexts);
  const { language } = useLocale();
  const { household } = file;
  const offered = familyActions.filter((action) => file.mayDo.includes(action.action) && (action.when?.(file) ?? true));
  const actions = offered.map(({ id, text, icon, href }) => ({ id, label: text[language], icon, href: href(file) }));
  return (
    <IdentityBar
      name={household.name}
      code={household.code}
      tags={<StageTag file={file} words={words} />}
      people={<People file={file} />}
      back={{ href: "/familias", label: t.back }}
      action={
        actions.length > 0 && <Menu label={t.file.add} icon={Plus} tone="primary" size="small" actions={actions} />
      }
    />
  );
}

function StageTag({ file, words }: { readonly file: HouseholdFile; readonly words: PackWords }) {
  const t = useTexts(householdsTexts).file;
  if (!file.case) return <StatusTag>{t.noCase}</StatusTag>;
  if (file.case.closedOn) return <StatusTag>{t.closed}</StatusTag>;
  return <StatusTag tone="info">{words.say(`stage.${file.case.stage}`)}</StatusTag>;
}

/** «Luz, 9 años · Ana, 42 años (referente) | Barrio Norte | Acompaña M. Soto» */
function People({ file }: { readonly file: HouseholdFile }) {
  const t = useTexts(householdsTexts);
  const present = file.members.filter((member) => member.to === null || member.to > file.today);
  const lead = file.team.find(
    ({ role, to }) => (role === "lead" || role === "intake") && (to === null || to > file.today),
  );
  const people = present.map((member) => {
    const age = ageInWords(member.birth, file.today, t.file);
    const named = age ? t.file.age({ name: member.givenNames, age }) : member.givenNames;
    return member.role === "reference" ? `${named} (${t.file.reference})` : named;
  });
  const parts = [people.join(" · "), file.household.territory.name, lead ? t.file.lead(lead) : t.file.noLead];
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      {parts.filter(Boolean).map((part) => (
        <span key={part} className="border-l border-line pl-3 first:border-l-0 first:pl-0">
          {part}
        </span>
      ))}
    </span>
  );
}

const begun = new Map<string, ComponentType<FamilyPanelProps>>();

/** The panel's component; its module starts to load at the first call, before the family's data are there. */
function componentOf(panel: FamilyPanel): ComponentType<FamilyPanelProps> {
  const known = begun.get(panel.id);
  if (known) return known;
  const module = panel.load();
  // A module that does not arrive is told by the panel's own boundary, not here.
  module.catch(() => begun.delete(panel.id));
  const Panel = lazy(async () => ({ default: (await module).Panel }));
  begun.set(panel.id, Panel);
  return Panel;
}

/** Each panel is loaded by itself, and what breaks in one leaves the others standing. */
function PanelPlace({ panel, file }: { readonly panel: FamilyPanel; readonly file: HouseholdFile }) {
  const Panel = componentOf(panel);
  return (
    <PanelBoundary>
      <Suspense fallback={<Loading />}>
        <Panel file={file} />
      </Suspense>
    </PanelBoundary>
  );
}
