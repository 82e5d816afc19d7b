import type { OutputOf } from "../../contracts/contract.ts";
import type { clockAdherence as contract } from "../../contracts/results.ts";
import type { Result } from "../../core/result.ts";
import type { Installation } from "../installation.ts";
import { asResult, onBehalfOf, type Refusal } from "../onBehalf.ts";
import { runQuery } from "../query.ts";
import { clockAdherence } from "./results.ts";

/** How far the programme's own clocks were kept, as the person with this e-mail may count it. */
export function readFidelityFor(
  installation: Pick<Installation, "owner" | "app" | "sealingKey">,
  email: string,
): Promise<Result<OutputOf<typeof contract>, Refusal>> {
  return onBehalfOf(installation, { email, command: "trenza fidelity" }, async (surroundings, signedIn) =>
    asResult(await runQuery(surroundings, clockAdherence, signedIn, {})),
  );
}
