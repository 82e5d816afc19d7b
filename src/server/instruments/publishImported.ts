import type { InputOf, OutputOf } from "../../contracts/contract.ts";
import type { publishInstrument as contract } from "../../contracts/instruments.ts";
import type { ImportedForm } from "../../core/instruments/xlsform/importXlsForm.ts";
import type { Result } from "../../core/result.ts";
import { newId } from "../ids.ts";
import type { Installation } from "../installation.ts";
import { asResult, onBehalfOf, operateAs, type Refusal } from "../onBehalf.ts";
import { publishInstrument } from "./publishInstrument.ts";

interface Publishing {
  readonly form: ImportedForm;
  /** Name of the workbook, kept as the instrument's origin. */
  readonly file: string;
  /** Whoever publishes: the operation asks this person's grants, not the terminal's. */
  readonly email: string;
}

type Published = Result<OutputOf<typeof contract>, Refusal>;

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
export function publishImported(
  installation: Pick<Installation, "owner" | "app" | "sealingKey">,
  publishing: Publishing,
): Promise<Published> {
  const behalf = { email: publishing.email, command: "trenza instrument import" };
  return onBehalfOf(installation, behalf, async (surroundings, signedIn) =>
    asResult(await operateAs(surroundings, signedIn, publishInstrument, inputOf(publishing))),
  );
}
