/** Random small worlds: two tenants, a tree of places, people with dated grants, families with dated ties. */

export interface Grant {
  readonly id: string;
  readonly role: string;
  readonly territoryId: string;
  readonly maxLevel: number;
  readonly purposes: readonly string[];
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface User {
  readonly id: string;
  readonly grants: readonly Grant[];
}

export interface Tie {
  readonly id: string;
  readonly userId: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface Glass {
  readonly id: string;
  readonly userId: string;
  /** Minutes from now; the glass lasts two hours. */
  readonly openedMinutesAgo: number;
}

export interface Household {
  readonly id: string;
  readonly personId: string;
  readonly territoryId: string;
  readonly level: number;
  readonly registeredBy: string;
  readonly team: readonly Tie[];
  readonly exclusions: readonly Tie[];
  readonly glass: readonly Glass[];
  readonly addresses: readonly { readonly id: string; readonly level: number }[];
}

export interface Referral {
  readonly id: string;
  readonly reporterId: string;
  readonly territoryId: string;
  readonly level: number;
  readonly registeredBy: string;
  readonly householdId: string | null;
}

/** An agency whose children are reported; one in each territory, made without chance so that other draws stay the same. */
export interface CareSource {
  readonly id: string;
  readonly territoryId: string;
  readonly level: number;
  readonly registeredBy: string;
}

/** A study; one in each territory, made without chance as above. */
export type Study = CareSource;

export interface Territory {
  readonly id: string;
  readonly parentId: string | null;
}

export interface Tenant {
  readonly id: string;
  readonly packVersionId: string;
  readonly territories: readonly Territory[];
  readonly users: readonly User[];
  readonly households: readonly Household[];
  readonly referrals: readonly Referral[];
  readonly sources: readonly CareSource[];
  readonly studies: readonly Study[];
}

export interface World {
  readonly seed: number;
  readonly today: string;
  /** Zone in which it is about noon now, so that no run meets midnight. */
  readonly timeZone: string;
  readonly tenants: readonly Tenant[];
}

const ROLES = [
  "family_worker",
  "family_worker",
  "family_worker",
  "peer_partner",
  "family_worker",
  "peer_partner",
  "supervisor",
  "supervisor",
  "supervisor",
  "programme_director",
  "programme_director",
  "protection_authority",
  "protection_authority",
  "administrator",
  "residential_centre",
  "foster_team",
  "evaluator",
  "family_member",
  "administrator",
  "auditor",
  "role_of_a_later_version",
] as const;

/** Numbers that depend on the seed only (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function makeWorld(seed: number, now: Date): World {
  const random = randomFrom(seed);
  const offset = 12 - now.getUTCHours();
  const timeZone = offset === 0 ? "Etc/GMT" : `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`;
  const today = new Date(now.getTime() + offset * 3_600_000).toISOString().slice(0, 10);
  const draw = drawing(random, today);
  return { seed, today, timeZone, tenants: [makeTenant(draw), makeTenant(draw)] };
}

type Draw = ReturnType<typeof drawing>;

function drawing(random: () => number, today: string) {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join("");
  const id = () => `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
  const day = (offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);
  const often = (chance: number) => random() < chance;
  /** Mostly running now; else over, over since today, or not begun; edges (today itself) on purpose. */
  const period = () => {
    const kind = random();
    if (kind < 0.65) return { validFrom: day(-pick([0, 1, 40])), validTo: pick([null, day(1), day(90)]) };
    if (kind < 0.85) return { validFrom: day(-60), validTo: pick([day(0), day(-1), day(-20)]) };
    return { validFrom: pick([day(1), day(30)]), validTo: null };
  };
  return { below, pick, id, often, period };
}

function makeTerritories({ id, below }: Draw): Territory[] {
  const territories: Territory[] = [{ id: id(), parentId: null }];
  for (let count = 1; count < 7; count++) {
    const parent = territories[below(Math.min(territories.length, 4))];
    territories.push({ id: id(), parentId: parent?.id ?? null });
  }
  return territories;
}

function makeGrant({ id, pick, often, period }: Draw, territories: readonly Territory[]): Grant {
  return {
    id: id(),
    role: pick(ROLES),
    territoryId: (often(0.4) ? territories[0] : pick(territories))?.id ?? "",
    maxLevel: often(0.7) ? 4 : pick([0, 1, 2, 3]),
    purposes: pick([["care"], ["care", "protection"], ["care", "protection"], ["protection"], ["research"]]),
    ...period(),
  };
}

function makeHousehold(draw: Draw, territories: readonly Territory[], users: readonly User[]): Household {
  const { id, pick, often, period, below } = draw;
  const level = pick([0, 1, 1, 1, 2, 2, 3, 4]);
  const tie = (): Tie => ({ id: id(), userId: pick(users).id, ...period() });
  const many = <Item>(limit: number, make: () => Item): Item[] => Array.from({ length: below(limit + 1) }, make);
  return {
    id: id(),
    personId: id(),
    territoryId: pick(territories).id,
    level,
    registeredBy: pick(users).id,
    team: often(0.1) ? [] : many(9, tie),
    exclusions: often(0.6) ? [] : many(4, tie),
    glass: often(0.4)
      ? []
      : many(4, () => ({ id: id(), userId: pick(users).id, openedMinutesAgo: pick([5, 60, 110, 130, 400, -30]) })),
    addresses: [2, 3, 4].filter(() => often(0.6)).map((addressLevel) => ({ id: id(), level: addressLevel })),
  };
}

function makeTenant(draw: Draw): Tenant {
  const { id, pick, often, below } = draw;
  const territories = makeTerritories(draw);
  const users: User[] = Array.from({ length: 9 }, () => ({
    id: id(),
    grants: Array.from({ length: 1 + below(3) }, () => makeGrant(draw, territories)),
  }));
  const households = Array.from({ length: 12 }, () => makeHousehold(draw, territories, users));
  const referrals = Array.from({ length: 8 }, () => ({
    id: id(),
    reporterId: id(),
    territoryId: pick(territories).id,
    level: pick([0, 1, 1, 2, 3, 4]),
    registeredBy: pick(users).id,
    householdId: often(0.6) ? pick(households).id : null,
  }));
  const sources = makeSources(territories, users[0]?.id ?? "");
  const studies = sources.map((source) => ({ ...source, id: `e${source.id.slice(1)}` }));
  return { id: id(), packVersionId: id(), territories, users, households, referrals, sources, studies };
}

const SOURCE_LEVELS = [2, 2, 3, 1, 4, 2, 3];

function makeSources(territories: readonly Territory[], registeredBy: string): CareSource[] {
  return territories.map((territory, index) => ({
    id: `d${territory.id.slice(1)}`,
    territoryId: territory.id,
    level: SOURCE_LEVELS[index % SOURCE_LEVELS.length] ?? 2,
    registeredBy,
  }));
}

/** A territory and everything above it. */
export function pathOf(tenant: Tenant, territoryId: string): string[] {
  const path: string[] = [];
  for (let next: string | null = territoryId; next !== null; ) {
    path.push(next);
    next = tenant.territories.find((territory) => territory.id === next)?.parentId ?? null;
  }
  return path;
}
