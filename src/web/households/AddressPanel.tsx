import { MapPin } from "lucide-react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import type { FamilyPanelProps } from "./panels.ts";
import { householdsTexts } from "./texts.ts";

/** The address is not part of the file: opening it is an act of its own, with its reason. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts).address;
  return (
    <Frame title={t.title}>
      <p className="max-w-prose text-ink-soft">{t.intro}</p>
      <div>
        <LinkButton href={`/familias/${file.household.id}/direccion`} icon={MapPin}>
          {t.show}
        </LinkButton>
      </div>
    </Frame>
  );
}
