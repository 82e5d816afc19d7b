import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { lengthOfStay } from "../../contracts/outcomes.ts";
import { biasWarning } from "../../core/outcomes/cohortNames.ts";
import { tellExit } from "../../core/outcomes/groups.ts";
import { tellMissing, tellWarning } from "../../core/outcomes/reasons.ts";
import type { QueryContext } from "../query.ts";
import { startEngine } from "./engine.ts";
import { type Opened, openOutcomes, tellHeading } from "./heading.read.ts";
import { computeStays, type Stays } from "./stays.ts";

/** Name of the page about length of stay inside a publication. */
export const STAYS_PAGE = "length_of_stay";

async function staysNow(
  { db, actor }: QueryContext,
  { source, targets }: Opened,
  period: ParametersOf<typeof lengthOfStay>,
): Promise<Stays> {
  const engine = await startEngine({ db, tenantId: actor.tenantId, source, targets, today: actor.today });
  return computeStays(engine, period);
}

/** How long those who entered stay, and how they leave. */
export async function readLengthOfStay(
  context: QueryContext,
  parameters: ParametersOf<typeof lengthOfStay>,
): Promise<OutputOf<typeof lengthOfStay> | undefined> {
  const opened = await openOutcomes(context, parameters, STAYS_PAGE);
  const unknown = parameters.sourceId !== undefined && opened.source === null;
  if (unknown || (parameters.snapshotId !== undefined && !opened.snapshot)) return undefined;
  const published = opened.snapshot && opened.figures ? (opened.figures as Stays) : undefined;
  const { missing, warnings, ...stays } = published ?? (await staysNow(context, opened, parameters));
  const { language } = context.signedIn;
  return {
    ...tellHeading(context, opened),
    from: stays.from,
    to: stays.to,
    n: stays.n,
    exits: stays.exits,
    quartiles: stays.quartiles,
    curve: [...stays.curve],
    incidence: stays.incidence.map(({ exit, points }) => ({
      exit,
      label: tellExit(exit, language),
      points: [...points],
    })),
    ofHundred: stays.ofHundred.map(({ days, parts }) => ({
      days,
      parts: parts.map((part) => ({ ...part, label: tellExit(part.exit, language) })),
    })),
    biased: { ...stays.biased, warning: biasWarning[language] },
    warnings: warnings.map((warning) => tellWarning(warning, language)),
    noData: missing === null ? null : tellMissing(missing, language),
  };
}
