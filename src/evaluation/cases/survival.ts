import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type CifGroup, cif, cifAt, incidenceLimits } from "../survival/cif.ts";
import { type ConfType, quantileOf, restrictedMean, survivalAt } from "../survival/curve.ts";
import { gray } from "../survival/gray.ts";
import { type KmGroup, km } from "../survival/km.ts";
import { logrank } from "../survival/logrank.ts";
import { groupColumn } from "../terms.ts";
import { when } from "../warning.ts";
import type { CaseAnswer, CaseFunction, CaseFunctions } from "./case.ts";
import { byName, type InputReader, readInput, tableOf } from "./inputs.ts";
import { type AskedCause, askedCauses, causesInput, optionalGroups, survivalInput } from "./survivalInputs.ts";
import { survivalModelCases } from "./survivalModels.ts";

const CONF_TYPES: readonly ConfType[] = ["log-log", "log", "plain"];

/** The members that have a value: what does not exist (a median not reached, limits where S is 0) is left out. */
function present(members: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined && Number.isFinite(value));
  return Object.fromEntries(kept) as Record<string, number>;
}

/** `level` of a request: the share the intervals are to hold, above 0 and below 1. */
export function levelOf(read: InputReader): Result<number, EvaluationFailure> {
  const level = read.number("level", 0.95);
  return level > 0 && level < 1
    ? accepted(level)
    : refused({ code: "out_of_range", field: "level", least: 0, most: 1 });
}

interface KmAsked {
  readonly at: readonly number[];
  readonly confType: ConfType;
  readonly level: number;
  readonly tau: number | undefined;
}

function kmAnswer(group: KmGroup, { at, confType, level, tau }: KmAsked): CaseAnswer {
  const options = { confType, level };
  const median = quantileOf(group.curve, 0.5, options);
  const last = group.curve.times.at(-1) ?? 0;
  return {
    n: group.n,
    events: group.events,
    at: at.map((time) => ({
      time,
      atRisk: group.atRiskAt(time),
      ...present(survivalAt(group.curve, time, options)),
    })),
    quantiles: present({
      q25: quantileOf(group.curve, 0.25, options).time,
      median: median.time,
      q75: quantileOf(group.curve, 0.75, options).time,
      medianLower: median.lower,
      medianUpper: median.upper,
    }),
    ...(tau === undefined ? {} : { rmst: restrictedMean(group.curve, tau) }),
    method: group.method,
    warnings: [
      ...when(Number.isNaN(median.time), "median_not_reached"),
      ...when(tau !== undefined && tau > last, "tau_beyond_follow_up"),
    ],
  };
}

/** What is said beside the groups, but for members that a group is called by. */
function beside(groups: readonly { readonly level: string }[], about: CaseAnswer): CaseAnswer {
  const taken = new Set(groups.map(({ level }) => level));
  return Object.fromEntries(Object.entries(about).filter(([name]) => !taken.has(name)));
}

const kmCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const asked = {
    at: read.numbers("at", []),
    confType: read.oneOf("confType", CONF_TYPES, "log-log"),
    tau: read.optionalNumber("rmstTau"),
  };
  const level = levelOf(read);
  if (!level.ok) return level;
  if (asked.tau !== undefined && !(asked.tau > 0))
    return refused({ code: "out_of_range", field: "rmstTau", least: 0, most: Number.MAX_VALUE });
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const times = survivalInput(input, read, table.value);
  const group = optionalGroups(read, table.value, "group");
  const cluster = optionalGroups(read, table.value, "cluster");
  if (!times.ok) return times;
  if (!group.ok) return group;
  if (!cluster.ok) return cluster;
  const result = km({
    ...times.value,
    ...(group.value && { group: group.value }),
    ...(cluster.value && { cluster: cluster.value }),
  });
  if (!result.ok) return result;
  const { groups, n, nMissing, warnings } = result.value;
  const answers = groups.map((one) => [one.level, kmAnswer(one, { ...asked, level: level.value })] as const);
  return accepted({ ...beside(groups, { n, nMissing, warnings }), ...Object.fromEntries(answers) });
};

const logrankCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const [rho, group] = [read.number("rho", 0), read.text("group")];
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const times = survivalInput(input, read, table.value);
  const groups = groupColumn(table.value, group);
  const strata = optionalGroups(read, table.value, "strata");
  if (!times.ok) return times;
  if (!groups.ok) return groups;
  if (!strata.ok) return strata;
  const result = logrank({ ...times.value, group: groups.value, ...(strata.value && { strata: strata.value }) }, rho);
  if (!result.ok) return result;
  const { chisq, df, p, n, nMissing, levels, observed, expected, warnings } = result.value;
  return accepted({
    chisq,
    df,
    p,
    observed: byName(levels, observed),
    expected: byName(levels, expected),
    n,
    nMissing,
    warnings,
  });
};

function cifRow(group: CifGroup, time: number, { asked, level }: { asked: readonly AskedCause[]; level: number }) {
  const { eventFree, byCause } = cifAt(group, time);
  const row: Record<string, number> = { time, atRisk: group.atRiskAt(time), eventFree };
  for (const { label, code } of asked) {
    const { value, se } = byCause[code - 1] ?? { value: 0, se: 0 };
    const { lower, upper } = incidenceLimits(value, se, level);
    Object.assign(row, present({ [`cif${label}`]: value, [`se${label}`]: se }));
    Object.assign(row, present({ [`lower${label}`]: lower, [`upper${label}`]: upper }));
  }
  return row;
}

const cifCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const at = read.numbers("at", []);
  const level = levelOf(read);
  if (!level.ok) return level;
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const times = causesInput(input, read, table.value);
  const group = optionalGroups(read, table.value, "group");
  const cluster = optionalGroups(read, table.value, "cluster");
  if (!times.ok) return times;
  if (!group.ok) return group;
  if (!cluster.ok) return cluster;
  const asked = askedCauses(input, times.value.labels);
  if (!asked.ok) return asked;
  const result = cif({
    ...times.value,
    ...(group.value && { group: group.value }),
    ...(cluster.value && { cluster: cluster.value }),
  });
  if (!result.ok) return result;
  const { groups, n, nMissing, warnings } = result.value;
  const options = { asked: asked.value, level: level.value };
  const answers = groups.map((one) => [one.level, at.map((time) => cifRow(one, time, options))] as const);
  return accepted({ ...beside(groups, { n, nMissing, warnings }), ...Object.fromEntries(answers) });
};

const grayCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const [group, rho] = [read.text("group"), read.number("rho", 0)];
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const times = causesInput(input, read, table.value);
  const groups = groupColumn(table.value, group);
  const strata = optionalGroups(read, table.value, "strata");
  if (!times.ok) return times;
  if (!groups.ok) return groups;
  if (!strata.ok) return strata;
  const asked = askedCauses(input, times.value.labels);
  if (!asked.ok) return asked;
  const codes = asked.value.map(({ code }) => code);
  const result = gray(
    { ...times.value, group: groups.value, ...(strata.value && { strata: strata.value }) },
    codes,
    rho,
  );
  if (!result.ok) return result;
  const { byCause, n, nMissing, warnings } = result.value;
  const tests = asked.value.map(({ label }, index) => [`cause${label}`, byCause[index]] as const);
  return accepted({ ...Object.fromEntries(tests), n, nMissing, warnings });
};

export const survivalCases: CaseFunctions = {
  km: kmCase,
  logrank: logrankCase,
  cif: cifCase,
  gray: grayCase,
  ...survivalModelCases,
};
