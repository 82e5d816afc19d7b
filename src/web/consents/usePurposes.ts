import type { HouseholdFile } from "../../contracts/families.ts";
import { CARE_PURPOSE } from "../../core/access/actions.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { usePack } from "../packs/usePack.ts";
import { consentsTexts } from "./texts.ts";

/** The purposes of the family's programme and their names; care alone while it has none. */
export function usePurposes(file: HouseholdFile) {
  const t = useTexts(consentsTexts).form;
  const words = usePack(file.case?.packVersionId ?? file.acceptedReferrals[0]?.packVersionId ?? null);
  const declared = words.pack?.pack.purposes.map(({ id }) => id) ?? [];
  const name = (purpose: string) => {
    const key = `purpose.${purpose}`;
    if (words.has(key)) return words.say(key);
    return purpose === CARE_PURPOSE ? t.care : purpose;
  };
  return { purposes: declared.length > 0 ? declared : [CARE_PURPOSE], name, hasProgramme: declared.length > 0 };
}
