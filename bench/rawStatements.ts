import pg from "pg";

/** One statement as the application sent it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const OURS = /operation_receipt|ledger|read_log|^begin|^commit|^rollback|set_config|app\.add_job/i;

/** Runs something and returns the statements it sent, without what belongs to idempotency, audit and transactions. */
export async function captured(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const original = pg.Client.prototype.query;
  const found: Statement[] = [];
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first, second] = given;
    const text = typeof first === "string" ? first : ((first as { text?: string } | undefined)?.text ?? "");
    const values = Array.isArray(second) ? second : ((first as { values?: unknown[] } | undefined)?.values ?? []);
    if (text !== "" && !OURS.test(text.trim())) found.push({ text, values });
    return (original as (...all: unknown[]) => unknown).apply(this, given);
  } as never;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return found;
}

interface Replay {
  readonly login: pg.ClientConfig;
  readonly settings: string;
  readonly statements: readonly Statement[];
  readonly callers: number;
  readonly milliseconds: number;
  /** Ids that must be new in every round, because the statements insert them. */
  readonly freshIds: readonly string[];
}

/** Sends the same statements straight through `pg`, past row security, in a bare transaction when they write. */
export async function replay({ login, settings, statements, callers, milliseconds, freshIds }: Replay) {
  const times: number[] = [];
  const started = performance.now();
  const until = started + milliseconds;
  const one = async () => {
    const client = new pg.Client(login);
    await client.connect();
    try {
      await client.query(settings);
      while (performance.now() < until) {
        const ids = new Map(freshIds.map((id) => [id, crypto.randomUUID()]));
        const renew = (value: unknown) =>
          typeof value === "string" ? [...ids].reduce((text, [id, next]) => text.replaceAll(id, next), value) : value;
        const begun = performance.now();
        if (freshIds.length > 0) await client.query("begin");
        for (const { text, values } of statements) await client.query(text, values.map(renew));
        if (freshIds.length > 0) await client.query("commit");
        times.push(performance.now() - begun);
      }
    } finally {
      await client.end();
    }
  };
  await Promise.all(Array.from({ length: callers }, one));
  return { times, seconds: (performance.now() - started) / 1000 };
}
