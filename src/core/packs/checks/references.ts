import { instrumentIds, type PackDraft, place, visitMembers } from "../draft.ts";
import { note, type Place } from "../problems.ts";
import type { DeadlineEntry } from "../sections.ts";

type Step = string | number;
interface Reference {
  readonly kind: string;
  readonly id: string | null;
  readonly known: ReadonlySet<string>;
}

/** The ids each kind of reference may name. */
interface Names {
  readonly roles: ReadonlySet<string>;
  readonly ageLines: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly outcomes: ReadonlySet<string>;
  readonly stages: ReadonlySet<string>;
  readonly instruments: ReadonlySet<string>;
  readonly agreements: ReadonlySet<string>;
  readonly sessionKinds: ReadonlySet<string>;
  readonly bodies: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
  readonly decisions: ReadonlySet<string>;
  readonly deadlines: ReadonlySet<string>;
}

function idsOf(elements: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(elements.map((element) => element.id));
}

function namesOf(draft: PackDraft): Names {
  const { pack } = draft;
  const overlays = Object.values(draft.overlayFiles);
  return {
    roles: new Set<string>(pack.pack.roles),
    ageLines: idsOf(pack.pack.ageLines),
    groups: idsOf(pack.entry.groups),
    outcomes: idsOf(pack.entry.outcomes),
    stages: idsOf(pack.stages.stages),
    instruments: instrumentIds(draft),
    agreements: idsOf(pack.plan.agreements),
    sessionKinds: idsOf(pack.trajectory.kinds),
    bodies: idsOf([...pack.decisions.bodies, ...overlays.flatMap((overlay) => overlay.bodies)]),
    documents: idsOf([
      ...pack.entry.documents,
      ...pack.decisions.documents,
      ...overlays.flatMap((overlay) => overlay.documents),
    ]),
    decisions: idsOf(pack.decisions.decisions),
    deadlines: idsOf(pack.deadlines),
  };
}

function refer(at: Place, { kind, id, known }: Reference): void {
  if (id !== null && id !== "" && !known.has(id)) note(at, "unknown_reference", kind, id);
}

/** Every name that points to something in the pack points to something that is there. */
export function checkReferences(draft: PackDraft): void {
  const names = namesOf(draft);
  checkEntry(draft, names);
  checkStageReferences(draft, names);
  checkPlan(draft, names);
  checkRest(draft, names);
  checkDeadlineReferences(draft, names, "deadlines.json", draft.pack.deadlines);
  for (const [file, overlay] of Object.entries(draft.overlayFiles)) {
    checkDeadlineReferences(draft, names, file, overlay.deadlines);
    for (const [index, { decision, decidedBy }] of overlay.deciders.entries()) {
      refer(place(draft, file, "deciders", index, "decision"), {
        kind: "decision",
        id: decision,
        known: names.decisions,
      });
      const body = decidedBy.value?.body ?? null;
      refer(place(draft, file, "deciders", index, "decidedBy", "value", "body"), {
        kind: "body",
        id: body,
        known: names.bodies,
      });
    }
    for (const [index, { stages }] of overlay.closings.entries()) {
      referAll(draft, [file, "closings", index, "stages"], "stage", stages, names.stages);
    }
  }
}

function referAll(
  draft: PackDraft,
  [file, ...steps]: readonly [string, ...Step[]],
  kind: string,
  ids: readonly string[],
  known: ReadonlySet<string>,
): void {
  for (const [index, id] of ids.entries()) refer(place(draft, file, ...steps, index), { kind, id, known });
}

function checkEntry(draft: PackDraft, names: Names): void {
  const { entry } = draft.pack;
  refer(place(draft, "entry.json", "withoutGroup"), { kind: "outcome", id: entry.withoutGroup, known: names.outcomes });
  for (const [index, condition] of entry.conditions.entries()) {
    referAll(draft, ["entry.json", "conditions", index, "groups"], "group", condition.groups, names.groups);
    const at = place(draft, "entry.json", "conditions", index, "otherwise");
    refer(at, { kind: "outcome", id: condition.otherwise, known: names.outcomes });
    if (condition.groups.length === 0 && condition.otherwise === null) {
      note(place(draft, "entry.json", "conditions", index), "missing_key", "otherwise");
    }
  }
}

function checkStageReferences(draft: PackDraft, names: Names): void {
  const { stages, initial, closings } = draft.pack.stages;
  const file = "stages.json";
  refer(place(draft, file, "initial"), { kind: "stage", id: initial, known: names.stages });
  const needed: Readonly<Record<string, readonly [string, ReadonlySet<string>]>> = {
    form: ["instrument", names.instruments],
    agreement: ["agreement", names.agreements],
    meeting: ["session kind", names.sessionKinds],
    decision: ["decision", names.decisions],
    document: ["document", names.documents],
  };
  for (const [index, stage] of stages.entries()) {
    for (const [number, transition] of stage.transitions.entries()) {
      const steps = [file, "stages", index, "transitions", number] as const;
      refer(place(draft, ...steps, "to"), { kind: "stage", id: transition.to, known: names.stages });
      referAll(draft, [...steps, "roles"], "role", transition.roles, names.roles);
      for (const key of ["starts", "meets", "stops"] as const) {
        referAll(draft, [...steps, key], "deadline", transition[key], names.deadlines);
      }
      for (const [at, { kind, of }] of transition.needs.entries()) {
        const target = needed[kind];
        if (target && of === null) note(place(draft, ...steps, "needs", at), "missing_key", "of");
        if (target) refer(place(draft, ...steps, "needs", at, "of"), { kind: target[0], id: of, known: target[1] });
      }
    }
  }
  for (const [index, closing] of closings.entries()) {
    referAll(draft, [file, "closings", index, "stages"], "stage", closing.stages, names.stages);
  }
}

function checkPlan(draft: PackDraft, names: Names): void {
  const { plan } = draft.pack;
  for (const [index, { instrument }] of plan.assessments.entries()) {
    const at = place(draft, "plan.json", "assessments", index, "instrument", "value");
    refer(at, { kind: "instrument", id: instrument.value, known: names.instruments });
  }
  for (const [index, { ageLine }] of plan.agreements.entries()) {
    const at = place(draft, "plan.json", "agreements", index, "ageLine");
    refer(at, { kind: "age line", id: ageLine, known: names.ageLines });
  }
  refer(place(draft, "plan.json", "refusal", "to"), { kind: "stage", id: plan.refusal.to, known: names.stages });
  if (plan.refusal.effect === "move" && plan.refusal.to === null) {
    note(place(draft, "plan.json", "refusal"), "missing_key", "to");
  }
  for (const [index, template] of plan.goalTemplates.entries()) {
    checkInstrumentPart(draft, ["plan.json", "goalTemplates", index], template);
  }
}

interface InstrumentPart {
  readonly instrument: string | null;
  readonly dimension: string | null;
  readonly item?: string | null;
}

/** A dimension or item named beside an instrument must be one of its own. */
function checkInstrumentPart(draft: PackDraft, steps: readonly [string, ...Step[]], part: InstrumentPart): void {
  const { instrument, dimension, item = null } = part;
  refer(place(draft, ...steps, "instrument"), { kind: "instrument", id: instrument, known: instrumentIds(draft) });
  const definition = instrument === null ? undefined : draft.pack.instruments[instrument];
  if (!definition) return;
  const names = new Set<string>();
  visitMembers(definition.items, (key, member) => {
    if (key === "name" && typeof member === "string") names.add(member);
  });
  refer(place(draft, ...steps, "dimension"), { kind: "dimension", id: dimension, known: idsOf(definition.dimensions) });
  refer(place(draft, ...steps, "item"), { kind: "item", id: item, known: names });
}

function checkRest(draft: PackDraft, names: Names): void {
  const { trajectory, decisions, indicators } = draft.pack;
  const stage = trajectory.suspension?.stage ?? null;
  refer(place(draft, "trajectory.json", "suspension", "stage"), { kind: "stage", id: stage, known: names.stages });
  for (const [index, decision] of decisions.decisions.entries()) {
    const steps = ["decisions.json", "decisions", index] as const;
    referAll(draft, [...steps, "proposedBy"], "role", decision.proposedBy, names.roles);
    referAll(draft, [...steps, "attaches"], "document", decision.attaches, names.documents);
    const body = decision.decidedBy.value?.body ?? null;
    refer(place(draft, ...steps, "decidedBy", "value", "body"), { kind: "body", id: body, known: names.bodies });
    for (const [at, { ageLine }] of decision.hears.entries()) {
      refer(place(draft, ...steps, "hears", at, "ageLine"), { kind: "age line", id: ageLine, known: names.ageLines });
    }
  }
  for (const [index, indicator] of indicators.entries()) {
    const steps = ["indicators.json", "indicators", index] as const;
    checkInstrumentPart(draft, steps, indicator);
    refer(place(draft, ...steps, "deadline"), { kind: "deadline", id: indicator.deadline, known: names.deadlines });
  }
}

function checkDeadlineReferences(
  draft: PackDraft,
  names: Names,
  file: string,
  entries: readonly DeadlineEntry[],
): void {
  const kinds: Readonly<Record<string, readonly [string, ReadonlySet<string>]>> = {
    assessment_closed: ["instrument", names.instruments],
    session_held: ["session kind", names.sessionKinds],
    decision_taken: ["decision", names.decisions],
    document_issued: ["document", names.documents],
  };
  for (const [index, entry] of entries.entries()) {
    for (const key of ["startsOn", "metOn", "stopsOn"] as const) {
      for (const [number, { event, of }] of entry[key].entries()) {
        const [kind, known] = kinds[event] ?? [event, new Set<string>()];
        refer(place(draft, file, "deadlines", index, key, number, "of"), { kind, id: of, known });
      }
    }
    referAll(draft, [file, "deadlines", index, "onExpiry", "tell"], "role", entry.onExpiry.tell, names.roles);
    const at = place(draft, file, "deadlines", index, "authority");
    refer(at, { kind: "body", id: entry.authority, known: names.bodies });
  }
}
