import pg from "pg";
import type { InputOf, OutputOf } from "../../contracts/contract.ts";
import type { publishInstrument as contract } from "../../contracts/instruments.ts";
import type { ImportedForm } from "../../core/instruments/xlsform/importXlsForm.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { openPool } from "../database/connect.ts";
import { newId } from "../ids.ts";
import type { Installation } from "../installation.ts";
import { findSignedInByEmail, operateAs } from "../onBehalf.ts";
import { publishInstrument } from "./publishInstrument.ts";

interface Publishing {
  readonly form: ImportedForm;
  /** Name of the workbook, kept as the instrument's origin. */
  readonly file: string;
  /** Whoever publishes: the operation asks this person's grants, not the terminal's. */
  readonly email: string;
}

type Published = Result<OutputOf<typeof contract>, { readonly code: string; readonly message: string }>;

function inputOf({ form, file }: Publishing): InputOf<typeof contract> {
  const { definition, report } = form;
  return {
    instrumentVersionId: newId(),
    definition: { ...definition },
    origin: `XLSForm ${file}`.slice(0, 200),
    report,
  };
}

/** Publishes an imported form in somebody's name on an open installation. */
export async function publishImported(
  { owner, app, sealingKey }: Pick<Installation, "owner" | "app" | "sealingKey">,
  publishing: Publishing,
): Promise<Published> {
  const client = new pg.Client({ ...owner, application_name: "trenza instrument import" });
  const pool = openPool(app, "trenza instrument import", 1);
  try {
    await client.connect();
    const signedIn = await findSignedInByEmail(client, publishing.email, new Date());
    if (!signedIn) {
      return refused({ code: "unknown_account", message: `No hay ninguna cuenta activa «${publishing.email}».` });
    }
    const surroundings = { pool, sealingKey, clock: () => new Date() };
    const answer = await operateAs(surroundings, signedIn, publishInstrument, inputOf(publishing));
    if (answer.status === 200) return accepted(answer.body as OutputOf<typeof contract>);
    return refused((answer.body as { readonly error: { readonly code: string; readonly message: string } }).error);
  } finally {
    await pool.end();
    await client.end();
  }
}
