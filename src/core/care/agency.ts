import { accepted, type Result, refused } from "../result.ts";

/** An agency as somebody registers it. */
export interface Agency {
  readonly sourceId: string;
  readonly name: string;
  readonly kind: string;
  readonly territoryId: string;
  readonly externalCode?: string;
}

/** `name_taken`: another agency has the name. `id_taken`: the same id stands for an agency that is not this one. */
export type AgencyFailure =
  | { readonly code: "name_taken"; readonly name: string }
  | { readonly code: "id_taken"; readonly name: string };

const nameOf = ({ name }: Pick<Agency, "name">) => name.trim();
const sameName = (one: Agency, other: Agency) => nameOf(one).toLowerCase() === nameOf(other).toLowerCase();

function isSame(one: Agency, other: Agency): boolean {
  return (
    sameName(one, other) &&
    one.kind === other.kind &&
    one.territoryId === other.territoryId &&
    (one.externalCode ?? "") === (other.externalCode ?? "")
  );
}

/**
 * Whether an agency is new or already there, `known` being those with its id or its name. Whoever registers the same agency again,
 * under the same id, is told so and changes nothing.
 */
export function registerAgency(
  known: readonly Agency[],
  asked: Agency,
): Result<{ readonly name: string; readonly isNew: boolean }, AgencyFailure> {
  const name = nameOf(asked);
  const twin = known.find(({ sourceId }) => sourceId === asked.sourceId);
  if (twin)
    return isSame(twin, asked) ? accepted({ name, isNew: false }) : refused({ code: "id_taken", name: twin.name });
  return known.some((one) => sameName(one, asked))
    ? refused({ code: "name_taken", name })
    : accepted({ name, isNew: true });
}
