import type { grantChoices, RoleHeld } from "../../contracts/accounts.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { accountsTexts } from "./texts.ts";

export type Choices = OutputOf<typeof grantChoices>;
export type Role = RoleHeld["role"];

export interface RoleDraft {
  readonly role: Role | "";
  readonly territoryId: string;
}

/** The only place is the one meant. */
export function emptyRole({ places }: Choices): RoleDraft {
  const [only, ...others] = places;
  return { role: "", territoryId: only && others.length === 0 ? only.id : "" };
}

/** A draft that is whole, or what it lacks. */
export function readRole(
  { role, territoryId }: RoleDraft,
  missing: { readonly role: string; readonly place: string },
): { readonly role: Role; readonly territoryId: string } | readonly FieldError[] {
  if (role !== "" && territoryId !== "") return { role, territoryId };
  return [
    ...(role === "" ? [{ field: "role", message: missing.role }] : []),
    ...(territoryId === "" ? [{ field: "territoryId", message: missing.place }] : []),
  ];
}

interface RoleFieldsProps {
  readonly choices: Choices;
  readonly draft: RoleDraft;
  readonly onChange: (draft: RoleDraft) => void;
}

/** A role and the place it is for. */
export function RoleFields({ choices, draft, onChange }: RoleFieldsProps) {
  const t = useTexts(accountsTexts).form;
  const names = useTexts(appTexts).roles;
  const places = choices.places.map(({ id, name, inside }) => ({
    value: id,
    label: inside === null ? name : t.placeInside({ name, inside }),
  }));
  return (
    <>
      <SelectField
        name="role"
        label={t.role}
        value={draft.role}
        options={choices.roles.map((role) => ({ value: role, label: names[role] }))}
        onChange={(role) => onChange({ ...draft, role: role as Role | "" })}
      />
      <SelectField
        name="territoryId"
        label={t.place}
        hint={t.placeHint}
        value={draft.territoryId}
        options={places}
        onChange={(territoryId) => onChange({ ...draft, territoryId })}
      />
    </>
  );
}
