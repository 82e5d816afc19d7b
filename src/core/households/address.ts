import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";

/** How secret an address is, as level of confidentiality: never below what contact data are. */
export const addressLevels = { sensitive: 2, restricted: 3, sealed: 4 } as const;
export type AddressConfidentiality = keyof typeof addressLevels;

export interface NewAddress {
  readonly id: string;
  readonly householdId: string;
  readonly line: string;
  readonly locality: string;
  readonly postalCode: string;
  readonly confidentiality: AddressConfidentiality;
  readonly since: IsoDate;
}

/** An address ready to be stored under its level. */
export function readAddress(
  input: NewAddress,
  today: IsoDate,
): Result<Omit<NewAddress, "confidentiality"> & { readonly level: 2 | 3 | 4 }, { readonly code: "day_in_future" }> {
  if (input.since > today) return refused({ code: "day_in_future" });
  const { confidentiality, ...rest } = input;
  return accepted({
    ...rest,
    line: rest.line.trim(),
    locality: rest.locality.trim(),
    postalCode: rest.postalCode.trim(),
    level: addressLevels[confidentiality],
  });
}
