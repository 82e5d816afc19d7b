import type { Note } from "../../core/studies/result.ts";
import {
  aggregateDynamic,
  aggregateGroup,
  aggregateSimple,
  type DynamicSummary,
  type GroupSummary,
  type Summary,
} from "../did/aggregate.ts";
import type { AttGt } from "../did/attgt.ts";
import { simultaneousBand } from "../did/bands.ts";
import { pretest } from "../did/pretest.ts";
import { LEVEL } from "./linear.ts";
import { chanceWords } from "./numberWords.ts";
import { note } from "./speech.ts";

/** The sums a roll-out is told in. */
export interface Aggregated {
  readonly simple: Summary;
  readonly dynamic: DynamicSummary;
  readonly group: GroupSummary;
  /** How many errors a band over all times since the start reaches. */
  readonly reach: number;
  /** Whether both groups moved together before the start. */
  readonly parallel: Note | undefined;
  readonly notParallel: boolean;
}

const BAND_DRAWS = 2000;

function bandOf({ byEvent }: DynamicSummary, { sample }: AttGt, seed: string): number {
  const own = byEvent.filter(({ se }) => se !== undefined).map(({ influence }) => influence);
  const band = own.length > 0 ? simultaneousBand(own, sample, { draws: BAND_DRAWS, seed, level: LEVEL }) : undefined;
  return band?.ok ? Math.max(1.96, band.value.criticalValue) : 1.96;
}

function parallelOf(result: AttGt): { readonly parallel: Note; readonly notParallel: boolean } {
  const found = pretest(result);
  if (!found.ok)
    return {
      notParallel: false,
      parallel: note(
        "parallel_unknown",
        "No hay periodos anteriores bastantes para ver si los grupos iban en paralelo antes del inicio: se supone.",
        "There are not enough earlier periods to see whether the groups moved in parallel before the start: it is supposed.",
      ),
    };
  const chance = chanceWords(found.value.pExact);
  const apart = found.value.pExact <= 1 - LEVEL;
  return {
    notParallel: apart,
    parallel: apart
      ? note(
          "not_parallel",
          `Antes del inicio no iban en paralelo: unas diferencias así saldrían por azar ${chance.es}. El efecto puede ser la continuación de lo que ya pasaba.`,
          `Before the start they did not move in parallel: such differences would come up by chance ${chance.en}. The effect may be what was already under way.`,
        )
      : note(
          "parallel",
          `Antes del inicio iban en paralelo: sus diferencias saldrían por azar ${chance.es}. Eso lo hace creíble, no lo prueba.`,
          `Before the start they moved in parallel: their differences would come up by chance ${chance.en}. That makes it credible, it does not prove it.`,
        ),
  };
}

export function aggregated(result: AttGt, seed: string): Aggregated | undefined {
  const simple = aggregateSimple(result);
  if (!simple) return undefined;
  const dynamic = aggregateDynamic(result);
  return {
    simple,
    dynamic,
    group: aggregateGroup(result),
    reach: bandOf(dynamic, result, seed),
    ...parallelOf(result),
  };
}
