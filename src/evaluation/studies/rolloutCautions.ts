import type { Figure, Note, StudyResult } from "../../core/studies/result.ts";
import type { AttGt } from "../did/attgt.ts";
import { bacon } from "../did/bacon.ts";
import type { DidRows, DidWarning } from "../did/sample.ts";
import type { Frame } from "./frame.ts";
import { decimalWords } from "./numberWords.ts";
import type { Aggregated } from "./rolloutSums.ts";
import { figure, note, say } from "./speech.ts";

type Counted = Extract<DidWarning, { readonly n: number }>["code"];

const leftOut: Readonly<Partial<Record<Counted, ReturnType<typeof say>>>> = {
  already_treated_dropped: say(
    "Ya habían empezado en el primer periodo: no tienen un antes",
    "They had already started in the first period: they have no before",
  ),
  incomplete_units_dropped: say("Les falta algún periodo", "They lack some period"),
  rows_with_missing_values: say("Filas con algún dato sin medir", "Rows with something not measured"),
};

/** Who could not be used, with the count of each reason. */
export function rolloutExcluded(result: AttGt | undefined): StudyResult["excluded"] {
  return (result?.warnings ?? []).flatMap((warning) => {
    const reason = "n" in warning ? leftOut[warning.code] : undefined;
    return reason && "n" in warning ? [{ reason, n: warning.n }] : [];
  });
}

function warned(warning: DidWarning): readonly Note[] {
  switch (warning.code) {
    case "periods_without_comparison": {
      const list = warning.periods.join(", ");
      return [
        note(
          warning.code,
          `En los periodos ${list} ya habían empezado todos: no hay con quién comparar y no se cuentan.`,
          `In periods ${list} all had started: there is nobody to compare with and they do not count.`,
        ),
      ];
    }
    case "small_groups": {
      const list = warning.groups.join(", ");
      return [
        note(
          warning.code,
          `Empezaron muy pocos en ${list}: lo que se dice de esos grupos es inseguro.`,
          `Very few started in ${list}: what is said of those groups is unsure.`,
        ),
      ];
    }
    case "groups_without_earlier_period": {
      const list = warning.groups.join(", ");
      return [
        note(
          warning.code,
          `Los que empezaron en ${list} no tienen ningún periodo anterior: no se cuentan.`,
          `Those who started in ${list} have no earlier period: they do not count.`,
        ),
      ];
    }
    case "already_treated_dropped":
      return [
        note(
          warning.code,
          `${warning.n} ya habían empezado cuando se empezó a medir: quedan fuera, porque no se sabe cómo estaban antes.`,
          `${warning.n} had already started when measuring began: they are left out, since how they were before is not known.`,
        ),
      ];
    default:
      return [];
  }
}

const FEW = 20;

export function rolloutCautions(
  frame: Frame,
  result: AttGt | undefined,
  sums: Aggregated | undefined,
): readonly Note[] {
  if (!result) return [];
  const few = note(
    "few_clusters",
    `Solo ${result.nClusters} empiezan o esperan por su cuenta: el error es inseguro con menos de ${FEW}.`,
    `Only ${result.nClusters} start or wait on their own: the error is unsure with fewer than ${FEW}.`,
  );
  const apart = note(
    "drifting_apart",
    `«${frame.speech.label}» ya se separaba antes de empezar: no dé el efecto por bueno sin explicar eso.`,
    `“${frame.speech.label}” was drifting apart before the start: do not take the effect as it is without explaining that.`,
  );
  return [
    ...(sums?.notParallel ? [apart] : []),
    ...(result.nClusters < FEW ? [few] : []),
    ...result.warnings.flatMap(warned),
  ];
}

interface Usual {
  readonly cautions: readonly Note[];
  readonly numbers: readonly Figure[];
}

/** What the usual two-way reckoning would have given, and how much of it compares with those who had started already. */
export function usualReckoning({ speech }: Frame, rows: DidRows): Usual {
  const found = bacon(rows);
  if (!found.ok) return { cautions: [], numbers: [] };
  const bad = found.value.byType.filter(({ type }) => type.startsWith("Later"));
  const weight = bad.reduce((sum, one) => sum + one.weight, 0);
  if (weight < 0.005) return { cautions: [], numbers: [] };
  const share = decimalWords(100 * weight, 0);
  return {
    cautions: [
      note(
        "already_started_as_comparison",
        `La cuenta más corriente (efectos fijos de lugar y periodo) habría comparado, en ${share.es} de cada 100 partes, con quienes ya habían empezado. Aquí no se hace.`,
        `The commonest reckoning (two-way fixed effects) would have compared, in ${share.en} parts of every 100, with those who had already started. That is not done here.`,
      ),
    ],
    numbers: [
      figure(
        say("Lo que daría la cuenta corriente (no se usa)", "What the common reckoning would give (not used)"),
        { value: found.value.twfe * speech.scale },
        speech.unit,
        say("Efectos fijos de lugar y periodo", "Two-way fixed effects"),
      ),
    ],
  };
}
