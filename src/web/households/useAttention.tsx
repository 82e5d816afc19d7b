import type { AttentionItem, HouseholdFile } from "../../contracts/families.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import type { PackWords } from "../packs/usePack.ts";
import type { AttentionEntry } from "../ui/AttentionList.tsx";
import { DueDate } from "../ui/DueDate.tsx";
import { sectionAddress } from "./panels.ts";
import { householdsTexts } from "./texts.ts";

interface Told {
  readonly title: string;
  readonly href: string;
  readonly action: string;
  /** What the date is about. */
  readonly label?: string;
  readonly legal?: boolean;
  /** The date is when something last happened, not when something is due. */
  readonly past?: boolean;
}

/** «Atención ahora» in words: each thing with its date and the place where it is done. */
export function useAttention(file: HouseholdFile, words: PackWords): readonly AttentionEntry[] {
  const t = useTexts(householdsTexts).file;
  const base = `/familias/${file.household.id}`;
  const caseId = file.case?.id ?? "";
  const tell = (item: AttentionItem): Told => {
    const { what } = item;
    switch (item.kind) {
      case "deadline":
        return {
          title: t.attention.deadline({ what: words.say(`deadline.${what}`) }),
          href: sectionAddress(file.household.id, "acompanamiento"),
          action: t.verbs.see,
          label: t.dates.deadline,
          legal: true,
        };
      case "appointment_without_result":
        return {
          title: t.attention.appointment({ what: words.say(`session.${what}`) }),
          href: `/visitas/${item.recordId}`,
          action: t.verbs.record,
          label: t.dates.appointment,
        };
      case "task_overdue":
        return { title: t.attention.task({ what }), href: base, action: t.verbs.see, label: t.dates.task };
      case "alert_review":
        return {
          title: t.attention.alert({ what }),
          href: `${base}/aviso/${item.recordId}`,
          action: t.verbs.review,
          label: t.dates.alert,
        };
      case "consent_missing":
        return { title: t.attention.consentMissing, href: `${base}/consentimiento`, action: t.verbs.note };
      case "consent_ending":
        return {
          title: t.attention.consentEnding({ what: words.say(`purpose.${what}`) }),
          href: `${base}/consentimiento`,
          action: t.verbs.note,
          label: t.dates.consent,
        };
      case "no_visit":
        return {
          title: t.attention.noVisit,
          href: `/visitas/planificar/${caseId}`,
          action: t.verbs.plan,
          label: file.case?.lastSessionOn ? t.dates.lastVisit : t.dates.opened,
          past: true,
        };
      case "no_case":
        return { title: t.attention.noCase, href: `${base}/abrir`, action: t.verbs.open };
      case "assessment_open":
        return {
          title: t.attention.assessment({ what }),
          href: `/valoraciones/${item.recordId}`,
          action: t.verbs.goOn,
          label: t.dates.since,
          past: true,
        };
    }
  };
  return file.attention.map((item) => {
    const { label, legal, past, ...entry } = tell(item);
    const when = item.on && label && <When date={item.on} label={label} legal={legal ?? false} past={past ?? false} />;
    return { id: `${item.kind} ${item.recordId ?? ""}`, ...entry, ...(when && { when }) };
  });
}

interface WhenProps {
  readonly date: string;
  readonly label: string;
  readonly legal: boolean;
  readonly past: boolean;
}

function When({ date, label, legal, past }: WhenProps) {
  const format = useFormats();
  if (!past) return <DueDate date={date} label={label} legal={legal} />;
  return (
    <span className="text-ink-soft">
      {label} <strong>{format.date(date)}</strong> · {format.distance(date)}
    </span>
  );
}
