import type { ProgrammePack } from "./pack.ts";
import type { Overlay } from "./sections.ts";

/** Replaces what has the same id and adds the rest at the end. */
function laid<Element extends { readonly id: string }>(
  base: readonly Element[],
  over: readonly Element[],
): readonly Element[] {
  const replaced = base.map((element) => over.find((candidate) => candidate.id === element.id) ?? element);
  return [...replaced, ...over.filter((element) => base.every((known) => known.id !== element.id))];
}

function lay(pack: ProgrammePack, key: string, overlay: Overlay): ProgrammePack {
  const { decisions, stages, texts } = pack;
  return {
    ...pack,
    territory: key,
    deadlines: laid(pack.deadlines, overlay.deadlines),
    stages: { ...stages, closings: laid(stages.closings, overlay.closings) },
    decisions: {
      bodies: laid(decisions.bodies, overlay.bodies),
      documents: laid(decisions.documents, overlay.documents),
      decisions: decisions.decisions.map((decision) => {
        const local = overlay.deciders.find((decider) => decider.decision === decision.id);
        return local ? { ...decision, decidedBy: local.decidedBy } : decision;
      }),
    },
    texts: { es: { ...texts.es, ...overlay.texts.es }, en: { ...texts.en, ...overlay.texts.en } },
  };
}

/**
 * The programme as it runs in a territory. `territories` are keys such as `ine-municipality:02003`, the widest first;
 * each that the pack knows is laid over the ones before.
 */
export function packForTerritory(pack: ProgrammePack, territories: readonly string[]): ProgrammePack {
  return territories.reduce((current, key) => {
    const overlay = Object.hasOwn(pack.overlays, key) ? pack.overlays[key] : undefined;
    return overlay ? lay(current, key, overlay) : current;
  }, pack);
}
