import { UserRoundCheck } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { leaveTeam } from "../../contracts/cases.ts";
import type { HouseholdFile } from "../../contracts/families.ts";
import { useSaving } from "../app/useSaving.ts";
import type { FamilyPanelProps } from "../households/panels.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { useToast } from "../ui/Toast.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { casesTexts } from "./texts.ts";

const ConfirmDialog = lazy(async () => ({ default: (await import("../ui/ConfirmDialog.tsx")).ConfirmDialog }));
type TeamMember = HouseholdFile["team"][number];

/** Who works with the family, and who did. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(casesTexts).team;
  const { date } = useFormats();
  const mayAssign = file.mayDo.includes("case.assign");
  const [ending, setEnding] = useState<TeamMember | null>(null);
  const current = file.team.filter(({ to }) => to === null || to > file.today);
  const former = file.team.filter(({ to }) => to !== null && to <= file.today);
  const assign = mayAssign && (
    <LinkButton href={`/familias/${file.household.id}/encargo`} icon={UserRoundCheck} size="small">
      {t.assign}
    </LinkButton>
  );
  return (
    <Frame title={t.title} actions={assign}>
      {current.length === 0 && <p className="text-ink-soft">{t.none}</p>}
      <ul className="grid gap-2">
        {current.map((member) => (
          <li key={member.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line pb-2">
            <span className="grow">
              <strong>{member.name}</strong> <span className="text-ink-soft">{t.roles[member.role]}</span>
            </span>
            {mayAssign && member.to === null && (
              <Button size="small" tone="quiet" onPress={() => setEnding(member)}>
                {t.end}
                <VisuallyHidden>: {member.name}</VisuallyHidden>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {former.length > 0 && (
        <ul className="grid gap-1 text-sm text-ink-soft">
          {former.map(({ id, name, from, to }) => (
            <li key={id}>{t.former({ name, from: date(from), to: date(to ?? from) })}</li>
          ))}
        </ul>
      )}
      {ending && <EndDialog member={ending} today={file.today} onClose={() => setEnding(null)} />}
    </Frame>
  );
}

interface EndDialogProps {
  readonly member: TeamMember;
  readonly today: string;
  readonly onClose: () => void;
}

function EndDialog({ member, today, onClose }: EndDialogProps) {
  const t = useTexts(casesTexts).team;
  const toast = useToast();
  const saving = useSaving(leaveTeam);
  const end = () =>
    saving.save({ teamMemberId: member.id, endedOn: today }, () => {
      toast({ text: t.ended, tone: "good" });
      onClose();
    });
  return (
    <Suspense>
      <ConfirmDialog
        open
        title={t.endOf({ name: member.name })}
        confirm={t.end}
        cancel={t.cancel}
        busy={saving.pending}
        onConfirm={() => void end()}
        onClose={onClose}
      >
        <p>{t.endText}</p>
        {saving.errors.map(({ message }) => (
          <Banner key={message} tone="soon" live>
            {message}
          </Banner>
        ))}
      </ConfirmDialog>
    </Suspense>
  );
}
