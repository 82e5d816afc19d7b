import { useDeferredValue } from "react";
import { possibleDuplicates } from "../../contracts/families.ts";
import { useRead } from "../app/api.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import type { MemberDraft } from "./memberDraft.ts";
import { personTexts } from "./texts.person.ts";
import { useSettled } from "./useSettled.ts";

/** Long enough that a name is typed to its end. */
const pauseInTyping = 600;

/** People already known who may be this one; those in files out of reach are only counted. */
export function DuplicateWarning({ draft }: { readonly draft: MemberDraft }) {
  const t = useTexts(personTexts).duplicates;
  const { date } = useFormats();
  const { givenNames, firstSurname, secondSurname, birth, documentKind, documentNumber } = draft;
  const settled = useSettled(
    { givenNames, firstSurname, secondSurname, birth, documentKind, documentNumber },
    pauseInTyping,
  );
  const sought = useDeferredValue(settled);
  const named = sought.givenNames.trim().length > 1 && sought.firstSurname.trim().length > 1;
  const documented = sought.documentKind !== "" && sought.documentNumber.trim().length > 4;
  const found = useRead(
    possibleDuplicates,
    {
      givenNames: sought.givenNames,
      firstSurname: sought.firstSurname,
      ...(sought.secondSurname && { secondSurname: sought.secondSurname }),
      ...(sought.birth && { birth: sought.birth }),
      ...(documented && { documentKind: sought.documentKind as "dni", documentNumber: sought.documentNumber }),
    },
    { enabled: named || documented },
  );
  if (!found.data || (found.data.visible.length === 0 && found.data.hidden === 0)) return null;
  const { visible, hidden } = found.data;
  return (
    <Banner tone="soon" title={t.title} live>
      {visible.length > 0 && <p>{t.intro}</p>}
      <ul className="mt-2 grid gap-2">
        {visible.map((one) => (
          <li key={`${one.householdId} ${one.personId}`}>
            <strong>{one.personName}</strong>
            {one.birth && ` · ${date(one.birth)}`} ·{" "}
            <Anchor href={`/familias/${one.householdId}`} target="_blank" rel="noopener">
              {t.openFile({ name: one.householdName, code: one.code })}
            </Anchor>
            <br />
            <span className="text-sm">{one.because.map((reason) => t.reasons[reason]).join(", ")}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p>{t.hidden({ n: hidden })}</p>}
    </Banner>
  );
}
