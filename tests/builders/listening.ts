import type pg from "pg";

const MACHINERY = /^begin|^commit|^rollback|^insert into read_log/;

/** A pool that keeps what each connection is asked, without what every reading asks. */
export function listening(pool: pg.Pool, heard: string[]): pg.Pool {
  const connect = async () => {
    const client = await pool.connect();
    const query = (first: unknown, ...rest: unknown[]) => {
      const text = (typeof first === "string" ? first : (first as { text: string }).text).trim();
      if (!MACHINERY.test(text)) heard.push(text);
      return (client.query as (...all: unknown[]) => unknown).call(client, first, ...rest);
    };
    return { query, release: (error?: Error) => client.release(error) };
  };
  return { connect } as unknown as pg.Pool;
}
