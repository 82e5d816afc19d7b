import { foster, placedForAdoption, withoutProvider } from "./codes.ts";
import { eachRow, isFilled, isOneOf } from "./rows.ts";
import type { Rule } from "./rule.ts";

/** A provider that cannot offer some placements. */
function providerNeverOffers(
  code: string,
  provider: string,
  placements: readonly string[],
  texts: Pick<Rule, "es" | "en">,
): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE", "PLACE_PROVIDER"],
      (row) => isOneOf(row, "PLACE_PROVIDER", [provider]) && isOneOf(row, "PLACE", placements),
    ),
  };
}

/** Who offers a placement, and which ones each cannot. */
export const providers: readonly Rule[] = [
  {
    code: "213",
    es: "Este tipo de lugar no lleva código de quién lo presta. Déjelo en blanco.",
    en: "Placement provider information not required.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE_PROVIDER"],
      (row) => isOneOf(row, "PLACE", withoutProvider) && isFilled(row, "PLACE_PROVIDER"),
    ),
  },
  {
    code: "526",
    es: "Falta el código de quién presta el lugar. Escríbalo.",
    en: "Child is missing a placement provider code for at least one episode.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE", "PLACE_PROVIDER"],
      (row) => !isOneOf(row, "PLACE", withoutProvider) && !isFilled(row, "PLACE_PROVIDER"),
    ),
  },
  providerNeverOffers("527", "PR1", ["P1", "R2", "R5"], {
    es: "La autoridad local (PR1) no presta lugares P1, R2 ni R5. Corrija quién lo presta o el tipo de lugar.",
    en: "A placement provider code of PR1 cannot be associated with placements P1, R2 or R5.",
  }),
  providerNeverOffers("528", "PR2", ["P1", "R2", "R5"], {
    es: "Otra autoridad local (PR2) no presta lugares P1, R2 ni R5. Corrija quién lo presta o el tipo de lugar.",
    en: "A placement provider code of PR2 cannot be associated with placements P1, R2 or R5.",
  }),
  providerNeverOffers("529", "PR3", [...placedForAdoption, "K1", "K2", "P1", ...foster], {
    es: "Otro organismo público (PR3) no presta este tipo de lugar. Corrija quién lo presta o el tipo de lugar.",
    en: "Placement provider code of PR3 cannot be associated with placements P1, A3 to A6, K1, K2 and U1 to U6 as these placements cannot be provided by other public organisations.",
  }),
  providerNeverOffers("530", "PR4", ["P1"], {
    es: "Una entidad privada (PR4) no presta lugares P1. Corrija quién lo presta o el tipo de lugar.",
    en: "A placement provider code of PR4 cannot be associated with placement P1.",
  }),
  providerNeverOffers("531", "PR5", ["P1"], {
    es: "El tercer sector (PR5) no presta lugares P1. Corrija quién lo presta o el tipo de lugar.",
    en: "A placement provider code of PR5 cannot be associated with placements P1.",
  }),
  {
    code: "550",
    es: "El código PR0 (madre, padre o quien tiene la responsabilidad) solo va con el lugar P1. Corrija uno de los dos.",
    en: "A placement provider code of PR0 can only be associated with placement P1.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE", "PLACE_PROVIDER"],
      (row) => isOneOf(row, "PLACE_PROVIDER", ["PR0"]) && !isOneOf(row, "PLACE", ["P1"]),
    ),
  },
];
