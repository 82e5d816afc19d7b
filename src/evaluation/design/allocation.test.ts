import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Allocation,
  type AllocationRequest,
  type AllocationUnit,
  randomise,
  verifyAllocation,
} from "./allocation.ts";
import { sha256 } from "./sha256.ts";

const arms = [
  { name: "programa", share: 1 },
  { name: "espera", share: 1 },
];

function families(
  count: number,
  extra: (at: number) => Partial<AllocationUnit> = () => ({}),
): readonly AllocationUnit[] {
  return Array.from({ length: count }, (_, at) => ({ id: `F${String(at).padStart(3, "0")}`, ...extra(at) }));
}

function drawn(request: AllocationRequest): Allocation {
  const found = randomise(request);
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}

function sizeOf({ allocated }: Allocation, arm: string, stratum?: string): number {
  return allocated.filter((unit) => unit.arm === arm && (stratum === undefined || unit.stratum === stratum)).length;
}

describe("drawing an allocation", () => {
  const request = {
    units: families(90, (at) => ({ stratum: ["Albacete", "Hellín", "Almansa"][at % 3] ?? "" })),
    arms,
    seed: "bola 7, bola 21",
  };

  it("halves every stratum", () => {
    const allocation = drawn(request);
    for (const stratum of ["Albacete", "Hellín", "Almansa"]) expect(sizeOf(allocation, "programa", stratum)).toBe(15);
  });

  it("gives the same list for the same seed whatever the order of the rows, and another for another seed", () => {
    const turned = drawn({ ...request, units: [...request.units].reverse() });
    expect(turned).toEqual(drawn(request));
    expect(drawn({ ...request, seed: "bola 8" }).seal).not.toBe(turned.seal);
  });

  it("draws whole clusters", () => {
    const units = families(84, (at) => ({ cluster: `P${at % 12}`, stratum: `M${at % 3}` }));
    const armOf = new Map<string, Set<string>>();
    for (const { cluster, arm } of drawn({ ...request, units }).allocated)
      armOf.set(cluster, (armOf.get(cluster) ?? new Set()).add(arm));
    expect(armOf.size).toBe(12);
    for (const found of armOf.values()) expect(found.size).toBe(1);
  });

  it("keeps the ratio to less than one place in every stratum, and exactly on average", () => {
    const ratio = [
      { name: "a", share: 2 },
      { name: "b", share: 1 },
      { name: "c", share: 4 },
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.string({ minLength: 1 }), (n, seed) => {
        const allocation = drawn({ units: families(n), arms: ratio, seed });
        for (const { name, share } of ratio)
          expect(Math.abs(sizeOf(allocation, name) - (n * share) / 7)).toBeLessThan(1);
      }),
      { seed: 1, numRuns: 200 },
    );
    const draws = Array.from({ length: 2000 }, (_, seed) =>
      sizeOf(drawn({ units: families(3), arms: ratio, seed: `s${seed}` }), "b"),
    );
    const average = draws.reduce((sum, one) => sum + one, 0) / draws.length;
    // 3/7 of a place, four standard errors of 2,000 draws of 0 or 1.
    expect(Math.abs(average - 3 / 7)).toBeLessThan(4 * Math.sqrt((3 / 7) * (4 / 7) * (1 / 2000)));
  });

  it("gives every family the same chance", () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed++)
      for (const { id, arm } of drawn({ units: families(7), arms, seed: `x${seed}` }).allocated)
        if (arm === "programa") times.set(id, (times.get(id) ?? 0) + 1);
    for (const count of times.values()) expect(Math.abs(count - 1000)).toBeLessThan(4.5 * Math.sqrt(500));
  });

  it("says the smallest p the draw can give", () => {
    expect(drawn({ ...request, units: families(6) }).smallestP).toBeCloseTo(0.1, 12);
  });

  it.each([
    ["two families of one id", { units: [{ id: "F1" }, { id: "F1" }] }, "duplicate_id"],
    [
      "a cluster in two strata",
      {
        units: [
          { id: "A", cluster: "P", stratum: "1" },
          { id: "B", cluster: "P", stratum: "2" },
        ],
      },
      "cluster_in_two_strata",
    ],
    ["nobody", { units: [] }, "no_rows"],
    ["a single arm", { arms: [{ name: "programa", share: 1 }] }, "malformed_input"],
    [
      "a share of 0",
      {
        arms: [
          { name: "a", share: 1 },
          { name: "b", share: 0 },
        ],
      },
      "out_of_range",
    ],
    ["an empty seed", { seed: "" }, "malformed_input"],
  ])("refuses %s", (_, changes, code) => {
    const found = randomise({ ...request, ...changes });
    expect(found.ok ? "" : found.failure.code).toBe(code);
  });
});

describe("verifying an allocation", () => {
  const request = { units: families(20), arms, seed: "2026" };
  const sealed = drawn(request);
  const verify = (asked: AllocationRequest, written: Allocation) => {
    const found = verifyAllocation(asked, written);
    if (!found.ok) throw new Error(found.failure.code);
    return found.value;
  };

  it("confirms a list that was drawn so", () => {
    expect(verify(request, sealed)).toEqual({
      genuine: true,
      listUnchanged: true,
      seedUnchanged: true,
      sealUnbroken: true,
      changed: [],
    });
  });

  it("names a family that was moved afterwards", () => {
    const [first, ...rest] = sealed.allocated;
    if (!first) throw new Error("empty");
    const moved = { ...first, arm: first.arm === "programa" ? "espera" : "programa" };
    const found = verify(request, { ...sealed, allocated: [moved, ...rest] });
    expect(found).toMatchObject({
      genuine: false,
      sealUnbroken: true,
      changed: [{ id: first.id, written: moved.arm, drawn: first.arm }],
    });
  });

  it("notices another seed and a list with one family more", () => {
    expect(verify({ ...request, seed: "2027" }, sealed)).toMatchObject({ genuine: false, seedUnchanged: false });
    const longer = verify({ ...request, units: [...request.units, { id: "F999" }] }, sealed);
    expect(longer).toMatchObject({ genuine: false, listUnchanged: false });
    expect(longer.changed.some(({ id, written }) => id === "F999" && written === null)).toBe(true);
  });
});

describe("the seal", () => {
  it("is the SHA-256 that every other tool computes", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});
