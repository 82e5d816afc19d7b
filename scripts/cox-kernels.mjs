// Writes src/evaluation/survival/coxKernels.ts: Cox's sums with one local variable per covariate and pair, for 1 to 8
// covariates. Measured at 1e6 rows and 5 covariates: less than half the time of the same loop over arrays.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MOST = 8;

const range = (n) => Array.from({ length: n }, (_, i) => i);
const pairs = (p) => range(p).flatMap((i) => range(i + 1).map((j) => [i, j]));
const place = (i, j) => (i * (i + 1)) / 2 + j;

function accumulate(p, sums, indent) {
  const lines = [
    `const a = i * ${p};`,
    ...range(p).map((j) => `const x${j} = x[a${j ? ` + ${j}` : ""}] ?? 0;`),
    `const e = flat ? 1 : Math.exp(${range(p)
      .map((j) => `b${j} * x${j}`)
      .join(" + ")});`,
    "const r = unit ? e : (weights[i] ?? 0) * e;",
    `${sums} += r;`,
    ...range(p).flatMap((i) => [
      `const r${i} = r * x${i};`,
      `${sums}${i} += r${i};`,
      ...range(i + 1).map((j) => `${sums}${i}_${j} += r${i} * x${j};`),
    ]),
  ];
  return lines.map((line) => indent + line).join("\n");
}

function kernel(p) {
  const names = (sums) => [
    sums,
    ...range(p).map((i) => `${sums}${i}`),
    ...pairs(p).map(([i, j]) => `${sums}${i}_${j}`),
  ];
  return `function pass${p}(data: CoxData, beta: Float64Array, point: CoxPoint): void {
  const { x, weights, unit, blockStart, eventEnd, first, blocks, efron } = data;
  const flat = beta.every((value) => value === 0);
${range(p)
  .map((j) => `  const b${j} = beta[${j}] ?? 0;`)
  .join("\n")}
  let ll = 0;
  let before = 1;
  let ${range(p)
    .map((i) => `u${i} = 0`)
    .join(", ")};
  let ${pairs(p)
    .map(([i, j]) => `v${i}_${j} = 0`)
    .join(", ")};
  let ${names("s")
    .map((name) => `${name} = 0`)
    .join(", ")};
  for (let block = 0; block < blocks; block++) {
    if (first[block]) {
      ${names("s").join(" = ")} = 0;
    }
    let i = blockStart[block] ?? 0;
    const dead = eventEnd[block] ?? 0;
    const end = blockStart[block + 1] ?? 0;
    const count = dead - i;
    if (count > 1 && efron) {
      let ${["w", ...names("d")].map((name) => `${name} = 0`).join(", ")};
      for (; i < dead; i++) {
        w += weights[i] ?? 0;
${accumulate(p, "d", "        ")}
      }
      for (; i < end; i++) {
${accumulate(p, "s", "        ")}
      }
      ${names("s")
        .map((name) => `${name} += d${name.slice(1)};`)
        .join("\n      ")}
      w /= count;
      let a0 = 0, a1 = 0, c0 = 0, c1 = 0, c2 = 0, product = 1;
      for (let k = 0; k < count; k++) {
        const f = k / count;
        const denominator = s - f * d;
        const inverse = 1 / denominator;
        const square = inverse * inverse;
        product *= denominator;
        // One logarithm for many factors: it is most of the cost of a tie.
        if (product > 1e200 || product < 1e-200) {
          ll -= w * Math.log(product);
          product = 1;
        }
        a0 += inverse;
        a1 += f * inverse;
        c0 += square;
        c1 += f * square;
        c2 += f * f * square;
      }
      ll -= w * Math.log(product);
${range(p)
  .map((i) => `      u${i} -= w * (s${i} * a0 - d${i} * a1);`)
  .join("\n")}
${pairs(p)
  .map(
    ([i, j]) =>
      `      v${i}_${j} += w * (s${i}_${j} * a0 - d${i}_${j} * a1 - (s${i} * s${j} * c0 - (s${i} * d${j} + d${i} * s${j}) * c1 + d${i} * d${j} * c2));`,
  )
  .join("\n")}
      continue;
    }
    for (; i < end; i++) {
${accumulate(p, "s", "      ")}
    }
    if (count === 0) continue;
    let w = count;
    if (unit && count === 1) {
      before *= s;
      if (before > 1e200 || before < 1e-200) {
        ll -= Math.log(before);
        before = 1;
      }
    } else {
      if (!unit) for (w = 0, i = dead - count; i < dead; i++) w += weights[i] ?? 0;
      ll -= w * Math.log(s);
    }
    const inverse = 1 / s;
${range(p)
  .map((i) => `    const m${i} = s${i} * inverse;\n    u${i} -= w * m${i};`)
  .join("\n")}
${pairs(p)
  .map(([i, j]) => `    v${i}_${j} += w * (s${i}_${j} * inverse - m${i} * m${j});`)
  .join("\n")}
  }
  point.logLik += ll - Math.log(before);
  const { score, information } = point;
${range(p)
  .map((i) => `  score[${i}] = (score[${i}] ?? 0) + u${i};`)
  .join("\n")}
${pairs(p)
  .map(([i, j]) => `  information[${place(i, j)}] = v${i}_${j};`)
  .join("\n")}
}
`;
}

const text = `// Written by scripts/cox-kernels.mjs; do not edit.
import type { CoxData } from "./coxData.ts";
import type { CoxPoint } from "./coxPass.ts";

type Kernel = (data: CoxData, beta: Float64Array, point: CoxPoint) => void;

${range(MOST)
  .map((i) => kernel(i + 1))
  .join("\n")}
/** The pass for p covariates at \`coxKernels[p - 1]\`: no late entries. */
export const coxKernels: readonly Kernel[] = [${range(MOST)
  .map((i) => `pass${i + 1}`)
  .join(", ")}];
`;

writeFileSync(fileURLToPath(new URL("../src/evaluation/survival/coxKernels.ts", import.meta.url)), text);
