import { Link2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { HouseholdFile } from "../../contracts/families.ts";
import { endRelationship } from "../../contracts/households.ts";
import { useSaving } from "../app/useSaving.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { useToast } from "../ui/Toast.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import type { FamilyPanelProps } from "./panels.ts";
import { householdsTexts } from "./texts.ts";

const ConfirmDialog = lazy(async () => ({ default: (await import("../ui/ConfirmDialog.tsx")).ConfirmDialog }));
type Tie = HouseholdFile["relationships"][number];

/** Kin and ties as a list: the same facts that a drawing shows. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts).ties;
  const toast = useToast();
  const [ending, setEnding] = useState<Tie | null>(null);
  const saving = useSaving(endRelationship);
  const mayWrite = file.mayDo.includes("household.write");
  const holding = file.relationships.filter((tie) => tie.to === null || tie.to > file.today);
  const end = async (tie: Tie) => {
    setEnding(null);
    await saving.save({ relationshipId: tie.id, endedOn: file.today }, () => toast({ text: t.ended, tone: "good" }));
  };
  const sentence = useSentence(file);
  const add = mayWrite && (
    <LinkButton href={`/familias/${file.household.id}/vinculo`} icon={Link2} size="small">
      {t.add}
    </LinkButton>
  );
  return (
    <Frame title={t.title} actions={add}>
      {saving.errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      {holding.length === 0 && <p className="text-ink-soft">{t.none}</p>}
      <ul className="grid gap-2">
        {holding.map((tie) => (
          <li key={tie.id} className="flex flex-wrap items-center gap-3 border-b border-line pb-2">
            <span>{sentence(tie)}</span>
            {tie.strength !== "unknown" && <StatusTag>{t.strengths[tie.strength]}</StatusTag>}
            {mayWrite && (
              <Button tone="quiet" size="small" onPress={() => setEnding(tie)}>
                {t.end}
                <VisuallyHidden>: {sentence(tie)}</VisuallyHidden>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && (
        <Suspense>
          <ConfirmDialog
            open
            title={t.endTitle({ tie: sentence(ending) })}
            confirm={t.endConfirm}
            cancel={t.cancel}
            onConfirm={() => void end(ending)}
            onClose={() => setEnding(null)}
          >
            {t.endText}
          </ConfirmDialog>
        </Suspense>
      )}
    </Frame>
  );
}

/** «Ana es madre o padre de Luz» */
function useSentence(file: HouseholdFile): (tie: Tie) => string {
  const t = useTexts(householdsTexts).ties;
  const name = (personId: string) => file.members.find((member) => member.personId === personId)?.givenNames ?? "—";
  return (tie) => t.kinds[tie.kind]({ from: name(tie.fromPersonId), to: name(tie.toPersonId) });
}
