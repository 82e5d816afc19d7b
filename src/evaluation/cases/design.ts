import { accepted, type Result, refused } from "../../core/result.ts";
import { type AllocationRequest, type AllocationUnit, randomise, verifyAllocation } from "../design/allocation.ts";
import { minimumAttainableP } from "../design/attainable.ts";
import { clusterDesign, logrankEvents } from "../design/clusters.ts";
import type { Arms } from "../design/limits.ts";
import { type MeansTest, mdeTwoMeans, powerAncova, powerTwoMeans, sampleSizeTwoMeans } from "../design/means.ts";
import {
  mdeTwoProportions,
  type ProportionsTest,
  powerTwoProportions,
  sampleSizeTwoProportions,
} from "../design/proportions.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { CaseAnswer, CaseFunction, CaseFunctions } from "./case.ts";
import { type InputReader, jsonReady, readInput } from "./inputs.ts";

/** A case without data: reads the request, then computes. */
function plain<Value extends object>(
  compute: (read: InputReader) => () => Result<Value, EvaluationFailure>,
): CaseFunction {
  return (input) => {
    const read = readInput(input);
    const run = compute(read);
    const failure = read.failure();
    if (failure) return refused(failure);
    const found = run();
    return found.ok ? accepted(jsonReady(found.value) as CaseAnswer) : found;
  };
}

/** `nPerArm`, or `n1` and `n2`. */
function armsOf(read: InputReader): Arms {
  if (read.has("nPerArm")) return { n1: read.number("nPerArm"), n2: read.number("nPerArm") };
  return { n1: read.number("n1"), n2: read.number("n2") };
}

function proportionsOf(read: InputReader): ProportionsTest {
  return {
    p1: read.number("p1"),
    p2: read.number("p2"),
    alpha: read.number("alpha", 0.05),
    method: read.oneOf("method", ["normal", "arcsine"], "normal"),
    strict: read.flag("strict", false),
  };
}

/**
 * `delta` with `sd`, or `d`. With `d` or arms of two sizes (`n1`, `n2`) both tails count unless `strict` says otherwise, with
 * `nPerArm` and `delta` only the right one: so the two usual programs do.
 */
function spreadOf(read: InputReader): Omit<MeansTest, "delta"> {
  const correlation = read.optionalNumber("correlation");
  return {
    sd: read.number("sd", 1),
    alpha: read.number("alpha", 0.05),
    strict: read.flag("strict", read.has("n1") || read.has("d")),
    ...(correlation === undefined ? {} : { correlation }),
  };
}

function meansOf(read: InputReader): MeansTest {
  const spread = spreadOf(read);
  if (read.has("d")) return { ...spread, delta: read.number("d"), sd: 1 };
  return { ...spread, delta: read.number("delta") };
}

const powerTwoProportionsCase = plain((read) => {
  const arms = armsOf(read);
  const test = proportionsOf(read);
  return () => powerTwoProportions(arms, test);
});

const sampleSizeTwoProportionsCase = plain((read) => {
  const test = proportionsOf(read);
  const wanted = { power: read.number("power", 0.8), ratio: read.number("ratio", 1) };
  return () => sampleSizeTwoProportions(test, wanted);
});

const mdeTwoProportionsCase = plain((read) => {
  const arms = armsOf(read);
  const direction = read.oneOf("direction", ["fall", "rise"], "fall");
  const test = {
    p1: read.number("p1"),
    alpha: read.number("alpha", 0.05),
    method: read.oneOf("method", ["normal", "arcsine"], "normal"),
    strict: read.flag("strict", false),
    power: read.number("power", 0.8),
  };
  return () => mdeTwoProportions(arms, test, direction);
});

const powerTwoMeansCase = plain((read) => {
  const arms = armsOf(read);
  const test = meansOf(read);
  return () => powerTwoMeans(arms, test);
});

const powerAncovaCase = plain((read) => {
  const arms = armsOf(read);
  const test = { ...meansOf(read), strict: read.flag("strict", true), correlation: read.number("correlation") };
  return () => powerAncova(arms, test);
});

const sampleSizeTwoMeansCase = plain((read) => {
  const test = meansOf(read);
  const wanted = { power: read.number("power", 0.8), ratio: read.number("ratio", 1) };
  return () => sampleSizeTwoMeans(test, wanted);
});

const mdeTwoMeansCase = plain((read) => {
  const arms = armsOf(read);
  const test = { ...spreadOf(read), power: read.number("power", 0.8) };
  return () => mdeTwoMeans(arms, test);
});

/** Units needed one by one: given, or from two proportions, or from a difference of means. */
function individualSize(read: InputReader): () => Result<number, EvaluationFailure> {
  const wanted = { power: read.number("power", 0.8) };
  if (read.has("nPerArmIndividual")) {
    const size = read.number("nPerArmIndividual");
    return () => accepted(size);
  }
  const found = (() => {
    if (read.has("p1")) {
      const test = proportionsOf(read);
      return () => sampleSizeTwoProportions(test, wanted);
    }
    const test = meansOf(read);
    return () => sampleSizeTwoMeans(test, wanted);
  })();
  return () => {
    const sizes = found();
    return sizes.ok ? accepted(sizes.value.nPerArm) : sizes;
  };
}

const clusterDesignCase = plain((read) => {
  const size = individualSize(read);
  const clustering = {
    clusterSize: read.number("clusterSize"),
    icc: read.number("icc"),
    cvClusterSize: read.number("cvClusterSize", 0),
  };
  return () => {
    const found = size();
    return found.ok ? clusterDesign(found.value, clustering) : found;
  };
});

const logrankEventsCase = plain((read) => {
  const question = {
    hazardRatio: read.number("hazardRatio"),
    allocation: read.number("allocation", 0.5),
    power: read.number("power", 0.8),
    alpha: read.number("alpha", 0.05),
  };
  return () => logrankEvents(question);
});

const minimumAttainablePCase = plain((read) => {
  const strata = read.records("strata").map((stratum) => {
    const one = readInput(stratum);
    const found = { units: one.number("units"), treated: one.number("treated") };
    return one.failure() ? { units: Number.NaN, treated: Number.NaN } : found;
  });
  return () => minimumAttainableP(strata);
});

function unitOf(record: Readonly<Record<string, unknown>>): AllocationUnit | undefined {
  const read = readInput(record);
  const id = read.text("id");
  const stratum = read.optionalText("stratum");
  const cluster = read.optionalText("cluster");
  if (read.failure()) return undefined;
  return { id, ...(stratum === undefined ? {} : { stratum }), ...(cluster === undefined ? {} : { cluster }) };
}

function allocationRequest(read: InputReader): Result<AllocationRequest, EvaluationFailure> {
  const units = read.records("units").map(unitOf);
  const seed = read.text("seed");
  const arms = read.records("arms").map((record) => {
    const one = readInput(record);
    return { name: one.text("name"), share: one.number("share", 1) };
  });
  const failure = read.failure();
  if (failure) return refused(failure);
  const complete = units.flatMap((unit) => (unit ? [unit] : []));
  if (complete.length < units.length) return refused({ code: "malformed_input", field: "units", expected: "records" });
  return accepted({ units: complete, arms, seed });
}

const randomiseCase = plain((read) => {
  const request = allocationRequest(read);
  return () => (request.ok ? randomise(request.value) : request);
});

const verifyAllocationCase = plain((read) => {
  const request = allocationRequest(read);
  const allocation = readInput(read.record("allocation"));
  const rows = allocation.records("allocated").map((row) => {
    const one = readInput(row);
    return {
      id: one.text("id"),
      arm: one.text("arm"),
      stratum: one.text("stratum", ""),
      cluster: one.text("cluster", ""),
    };
  });
  const hashes = {
    listHash: allocation.text("listHash"),
    seedHash: allocation.text("seedHash"),
    seal: allocation.text("seal"),
  };
  return () => {
    const failure = allocation.failure();
    if (failure) return refused(failure);
    return request.ok ? verifyAllocation(request.value, { allocated: rows, ...hashes }) : request;
  };
});

/** Before any data: how many, how large an effect could be seen, how to draw. */
export const designCases: CaseFunctions = {
  powerTwoProportions: powerTwoProportionsCase,
  sampleSizeTwoProportions: sampleSizeTwoProportionsCase,
  mdeTwoProportions: mdeTwoProportionsCase,
  powerTwoMeans: powerTwoMeansCase,
  powerAncova: powerAncovaCase,
  sampleSizeTwoMeans: sampleSizeTwoMeansCase,
  mdeTwoMeans: mdeTwoMeansCase,
  clusterDesign: clusterDesignCase,
  logrankEvents: logrankEventsCase,
  minimumAttainableP: minimumAttainablePCase,
  randomise: randomiseCase,
  verifyAllocation: verifyAllocationCase,
};
