import {
  ClipboardCheck,
  DoorOpen,
  Flag,
  Handshake,
  Home,
  Inbox,
  ListChecks,
  type LucideIcon,
  NotebookPen,
  Signature,
  Sprout,
  TriangleAlert,
} from "lucide-react";
import type { TimelineEntry as Event, HouseholdFile } from "../../contracts/families.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { type PackWords, usePack } from "../packs/usePack.ts";
import { referralsTexts } from "../referrals/texts.ts";
import type { TimelineEntry } from "../ui/Timeline.tsx";
import { householdsTexts } from "./texts.ts";

const ICONS: Readonly<Record<Event["kind"], LucideIcon>> = {
  session_held: Home,
  session_missed: Home,
  session_cancelled: Home,
  stage_changed: Flag,
  assessment_closed: ClipboardCheck,
  plan_agreed: Handshake,
  plan_refused: Handshake,
  goal_achieved: Sprout,
  task_done: ListChecks,
  alert_raised: TriangleAlert,
  alert_ended: TriangleAlert,
  consent_given: Signature,
  consent_withdrawn: Signature,
  member_entered: DoorOpen,
  member_left: DoorOpen,
  referral_received: Inbox,
  referral_decided: Inbox,
  note_written: NotebookPen,
};

/** Where the words of an event's `what` come from: the programme, our own lists, or the record itself. */
function subject(event: Event, words: PackWords, sources: Readonly<Record<string, string>>): string {
  switch (event.kind) {
    case "session_held":
    case "session_missed":
    case "session_cancelled":
      return words.say(`session.${event.what}`);
    case "stage_changed":
      return words.say(`stage.${event.what}`);
    case "consent_given":
    case "consent_withdrawn":
      return words.say(`purpose.${event.what}`);
    case "referral_decided":
      return words.say(`outcome.${event.what}`);
    case "referral_received":
      return sources[event.what] ?? event.what;
    case "member_entered":
    case "member_left":
      return event.words;
    default:
      return event.what;
  }
}

/** The latest events of a file as people read them. */
export function useEvents(file: HouseholdFile, most: number): readonly TimelineEntry[] {
  const t = useTexts(householdsTexts);
  const { sources } = useTexts(referralsTexts);
  const words = usePack(file.case?.packVersionId ?? file.acceptedReferrals[0]?.packVersionId ?? null);
  return file.timeline.slice(0, most).map((event) => {
    const named = event.kind === "member_entered" || event.kind === "member_left";
    const about = named ? t.members.roles[event.what as keyof typeof t.members.roles] : event.words;
    return {
      id: `${event.kind} ${event.id}`,
      at: event.on,
      title: t.events[event.kind]({ what: subject(event, words, sources) }),
      icon: ICONS[event.kind],
      ...(event.by && { author: event.by }),
      ...(about && { body: about }),
    };
  });
}
