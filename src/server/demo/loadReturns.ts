import { join } from "node:path";
import { applyReturn, receiveReturn, registerCareSource } from "../../contracts/returns.ts";
import { packageRoot } from "../paths.ts";
import { filesUnder } from "../returns/filesUnder.ts";
import { offerFiles } from "../returns/uploads.ts";
import type { Chance } from "./chance.ts";
import { type Narrator, signedInOn, type Teller } from "./narrator.ts";
import type { DemoTenant } from "./script.ts";

interface Scene {
  readonly narrator: Narrator;
  readonly chance: Chance;
  readonly director: Teller;
  readonly now: Date;
}

/** A synthetic return of an invented agency, received and applied by the director, so that outcomes have figures at once. */
export async function loadReturns(
  { narrator, chance, director, now }: Scene,
  { folder, source }: NonNullable<DemoTenant["returns"]>,
): Promise<void> {
  const [sourceId, batchId, uploadId] = [chance.id(now), chance.id(now), chance.id(now)];
  const territoryId = director.grants[0]?.territoryId ?? "";
  const agency = { sourceId, name: source, kind: "local_authority" as const, territoryId };
  await narrator.tell(director, now, registerCareSource, agency);
  offerFiles(signedInOn(director, now).actor, uploadId, await filesUnder([join(packageRoot(), folder)]));
  await narrator.tell(director, now, receiveReturn, { batchId, sourceId, uploadId, kind: "ssda903" });
  await narrator.tell(director, now, applyReturn, { batchId, baseVersion: 1 });
}
