import type { Picture } from "../../core/drawings/picture.ts";
import type { Note } from "../../core/studies/result.ts";
import { type BalanceRow, balance } from "../causal/balance.ts";
import type { Design } from "../terms.ts";
import { kept } from "./numberWords.ts";
import { note, say } from "./speech.ts";

export const ALIKE = 0.1;
export const APART = 0.25;

export interface BalanceTold {
  readonly picture: Picture | undefined;
  readonly cautions: readonly Note[];
  /** Largest standardised difference left. */
  readonly worst: number;
}

function finite(row: BalanceRow | undefined): number | undefined {
  return row && Number.isFinite(row.smd) ? row.smd : undefined;
}

/**
 * How alike both arms are in what was known before, without and with weights, in deviations of the arms as they came: the
 * measure does not change with the adjustment.
 */
export function balanceTold(X: Design, treat: Float64Array, weights?: Float64Array): BalanceTold {
  const before = balance(X, treat, { denominator: "pooled" });
  const after = weights && balance(X, treat, { denominator: "pooled", weights });
  const rows = X.names.flatMap((label) => {
    const first = finite(before.get(label));
    const second = after && finite(after.get(label));
    if (first === undefined) return [];
    return [{ label, before: kept(first), after: second === undefined ? null : kept(second) }];
  });
  const left = rows.map((row) => ({ label: row.label, size: Math.abs(row.after ?? row.before) }));
  const worst = left.reduce((most, { size }) => Math.max(most, size), 0);
  if (rows.length === 0) return { picture: undefined, cautions: [], worst };
  const apart = left.filter(({ size }) => size > APART).map(({ label }) => `«${label}»`);
  const near = left.filter(({ size }) => size > ALIKE).length;
  const done = weights !== undefined;
  const picture: Picture = {
    kind: "balance",
    title: say("¿Se parecían los dos grupos?", "Were the two groups alike?"),
    description: say(
      `Diferencia entre los grupos en cada dato de antes de entrar${done ? ", antes y después de hacerlos comparables" : ""}. ${rows.length - near} de ${rows.length} quedan por debajo de 0,1.`,
      `Difference between the groups in everything known before entering${done ? ", before and after making them comparable" : ""}. ${rows.length - near} of ${rows.length} lie below 0.1.`,
    ),
    rows,
    limits: [ALIKE, APART],
  };
  const names = apart.join(", ");
  const caution = note(
    done ? "unbalanced_after" : "unbalanced_by_chance",
    done
      ? `Aun después de hacerlos comparables, los grupos se distinguen en ${names}: parte de la diferencia puede venir de ahí.`
      : `Por azar, los grupos se distinguían ya al entrar en ${names}; la comparación lo tiene en cuenta si está entre los datos elegidos.`,
    done
      ? `Even after making them comparable, the groups differ in ${names.replaceAll("«", "“").replaceAll("»", "”")}: part of the difference may come from there.`
      : `By chance the groups already differed on entering in ${names.replaceAll("«", "“").replaceAll("»", "”")}; the comparison allows for it.`,
  );
  return { picture, cautions: apart.length > 0 ? [caution] : [], worst };
}
