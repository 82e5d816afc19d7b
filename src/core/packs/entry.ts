import type { IsoDate } from "../calendar/dates.ts";
import { judge, type Truth, type UsedValue } from "./condition.ts";
import type { PackFacts } from "./facts.ts";
import { type PackLanguage, type ProgrammePack, packText } from "./pack.ts";

/** One condition as it came out, in the programme's words. `met` is yes when nothing in it speaks against coming in. */
interface ConditionResult {
  readonly id: string;
  readonly groups: readonly string[];
  readonly met: Truth;
  readonly statement: string;
  readonly explanation: string;
  readonly used: readonly UsedValue[];
  readonly source: string;
}

interface GroupResult {
  readonly id: string;
  readonly name: string;
  readonly inForce: boolean;
  readonly met: Truth;
}

/** What the rules propose; a person decides. Nothing is proposed while a fact is missing. */
export interface EntryEvaluation {
  readonly on: IsoDate;
  readonly conditions: readonly ConditionResult[];
  readonly groups: readonly GroupResult[];
  readonly proposed: { readonly outcome: string; readonly name: string } | null;
  /** Conditions that made the proposal, or those that wait for a fact. */
  readonly because: readonly string[];
}

function inForce(dated: { readonly from: IsoDate | null; readonly to: IsoDate | null }, on: IsoDate): boolean {
  return (dated.from === null || dated.from <= on) && (dated.to === null || on < dated.to);
}

/** Evaluates the entry rules of a programme on a day, with the rules and groups in force that day. */
export function evaluateEntry(
  pack: ProgrammePack,
  facts: PackFacts,
  on: IsoDate,
  language: PackLanguage = "es",
): EntryEvaluation {
  const conditions = pack.entry.conditions.map((condition): ConditionResult => {
    const judged = judge(condition.expression, facts, on);
    const { id, groups, effect, source } = condition;
    const met = effect === "requires" ? judged.met : opposite(judged.met);
    const statement = packText(pack, `condition.${id}`, language);
    const explanation = packText(pack, `condition.${id}.${met}`, language);
    return { id, groups, met, statement, explanation, used: judged.used, source };
  });
  const groups = pack.entry.groups.map((group): GroupResult => {
    const own = conditions.filter((condition) => condition.groups.includes(group.id));
    const current = inForce(group, on);
    const name = packText(pack, `group.${group.id}`, language);
    return { id: group.id, name, inForce: current, met: current ? all(own.map((condition) => condition.met)) : "no" };
  });
  return { on, conditions, groups, ...propose(pack, conditions, groups, language) };
}

function opposite(truth: Truth): Truth {
  if (truth === "unknown") return truth;
  return truth === "yes" ? "no" : "yes";
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes("no")) return "no";
  return truths.includes("unknown") ? "unknown" : "yes";
}

function any(truths: readonly Truth[]): Truth {
  if (truths.includes("yes")) return "yes";
  return truths.includes("unknown") ? "unknown" : "no";
}

function propose(
  pack: ProgrammePack,
  conditions: readonly ConditionResult[],
  groups: readonly GroupResult[],
  language: PackLanguage,
): Pick<EntryEvaluation, "proposed" | "because"> {
  const named = (outcome: string) => ({ outcome, name: packText(pack, `outcome.${outcome}`, language) });
  const forAll = conditions.filter((condition) => condition.groups.length === 0);
  const failed = forAll.find((condition) => condition.met === "no");
  const otherwise = pack.entry.conditions.find((condition) => condition.id === failed?.id)?.otherwise;
  if (failed && otherwise) return { proposed: named(otherwise), because: [failed.id] };
  const membership = groups.length === 0 ? "yes" : any(groups.map((group) => group.met));
  const ofGroups = conditions.filter((condition) => condition.groups.length > 0);
  if (membership === "no" && pack.entry.withoutGroup) {
    const because = ofGroups.filter((condition) => condition.met === "no").map((condition) => condition.id);
    return { proposed: named(pack.entry.withoutGroup), because };
  }
  const open = [...forAll, ...(membership === "unknown" ? ofGroups : [])];
  const waiting = open.filter((condition) => condition.met === "unknown").map((condition) => condition.id);
  if (waiting.length > 0) return { proposed: null, because: waiting };
  const accept = pack.entry.outcomes.find((outcome) => outcome.kind === "accept");
  const met = conditions.filter((condition) => condition.met === "yes").map((condition) => condition.id);
  return { proposed: accept ? named(accept.id) : null, because: met };
}
