import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

const OWNER = "trenza_owner";

/** A log that keeps what went wrong and nothing else. */
export function loggerTo(log: (line: string) => void): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error") log(`tareas: ${message}`);
  });
}

/** A connection that ends (server restart) is opened again by the queue; it must not end the process. */
export function bearLostConnections(pool: pg.Pool): void {
  const ignore = () => undefined;
  pool.on("error", ignore);
  pool.on("connect", (client) => client.on("error", ignore));
}

// The queue's tables come with row security and no policy. Jobs hold ids, never texts of people, and belong to no user:
// the process that runs them is the application itself.
const OPEN_TO_APPLICATION = `
do $$
declare
  secured regclass;
begin
  for secured in select oid from pg_class
    where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
  loop
    execute format('drop policy if exists trenza_app on %s', secured);
    execute format('create policy trenza_app on %s for all to trenza_app using (true) with check (true)', secured);
  end loop;
end $$;
grant usage on schema graphile_worker to trenza_app;
grant select, insert, update, delete on all tables in schema graphile_worker to trenza_app;
revoke insert, update, delete on graphile_worker.migrations from trenza_app;
grant usage on all sequences in schema graphile_worker to trenza_app;
grant execute on all functions in schema graphile_worker to trenza_app;
`;

/** Brings the job queue's own schema up to date, owned like everything else and open to the application's login. */
export async function migrateJobs(owner: pg.ClientConfig): Promise<void> {
  const pool = new pg.Pool({ ...owner, options: `-c role=${OWNER}`, max: 2, application_name: "trenza migrate" });
  bearLostConnections(pool);
  try {
    await runMigrations({ pgPool: pool, logger: loggerTo(console.error) });
    await pool.query(OPEN_TO_APPLICATION);
  } finally {
    await pool.end();
  }
}
