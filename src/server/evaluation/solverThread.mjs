/**
 * Runs in a thread of its own (see `solver.ts`): solves mixed-integer programmes written as LP text, one at a time, so that a
 * hard one never holds up requests. Answers names and values only when there is a solution that keeps every constraint.
 */
import { parentPort, workerData } from "node:worker_threads";

const { default: loadHighs } = await import(workerData.library);
const highs = await loadHighs();
const words = new Map(Object.entries(highs.constants.modelStatus).map(([name, code]) => [code, name]));
const FEASIBLE = 2;

function statusOf(code) {
  return (words.get(code) ?? "unknown").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function solve({ text, seconds }) {
  return highs.withModel({ format: "lp", data: text }, (model) => {
    // The default of HiGHS stops at 1e-4 of the total: two placements that far apart are not the same.
    model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 1e-9, mip_abs_gap: 1e-7 });
    model.run();
    const status = statusOf(model.getModelStatus());
    const feasible = model.info.get("primal_solution_status") === FEASIBLE;
    if (!feasible) return { status, objective: Number.NaN, gap: Number.POSITIVE_INFINITY, values: [] };
    const gap = status === "optimal" ? 0 : model.info.get("mip_gap");
    const primal = model.getSolution().colValue;
    const values = Array.from(primal, (value, index) => [model.getColName(index), value]);
    return { status, objective: model.getObjectiveValue(), gap, values };
  });
}

parentPort.on("message", ({ id, text, seconds }) => {
  try {
    parentPort.postMessage({ id, solved: solve({ text, seconds }) });
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    parentPort.postMessage({
      id,
      solved: { status: "error", objective: Number.NaN, gap: Number.POSITIVE_INFINITY, values: [] },
      fault,
    });
  }
});
