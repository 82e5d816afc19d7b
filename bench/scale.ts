/** How large the generated world is. `TRENZA_BENCH=small` makes one that fits a first look. */
export interface Scale {
  readonly tenants: number;
  readonly familiesPerTenant: number;
  readonly workersPerTenant: number;
  readonly sessionsPerFamily: number;
  /** Sessions of the one family whose file is opened. */
  readonly eventsOfLongFamily: number;
  readonly secondsPerMeasure: number;
  /** Rows of the registry list that is loaded. */
  readonly registryRows: number;
  /** Rows of the ledger that is verified, and over how many chains. */
  readonly ledgerRows: number;
  readonly ledgerTenants: number;
}

const full: Scale = {
  tenants: 50,
  familiesPerTenant: 4000,
  workersPerTenant: 40,
  sessionsPerFamily: 5,
  eventsOfLongFamily: 200,
  secondsPerMeasure: 6,
  registryRows: 10_501,
  ledgerRows: 1_000_000,
  ledgerTenants: 10,
};
const small: Scale = { ...full, tenants: 4, familiesPerTenant: 500, secondsPerMeasure: 2, ledgerRows: 100_000 };

export const scale: Scale = process.env.TRENZA_BENCH === "small" ? small : full;
