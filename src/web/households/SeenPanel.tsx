import { Eye } from "lucide-react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import type { FamilyPanelProps } from "./panels.ts";
import { householdsTexts } from "./texts.ts";

/** The way to who has opened this file; for those who answer for it. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts).seen;
  return (
    <Frame title={t.title}>
      <p className="text-ink-soft">{t.intro}</p>
      <div>
        <LinkButton href={`/familias/${file.household.id}/quien-ha-visto`} icon={Eye}>
          {t.link}
        </LinkButton>
      </div>
    </Frame>
  );
}
