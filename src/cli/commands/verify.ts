import pg from "pg";
import { readAnchors } from "../../server/audit/anchor.ts";
import { type LedgerProblem, type LedgerReport, verifyLedger } from "../../server/audit/verify.ts";
import { openInstallation } from "../../server/installation.ts";
import type { Command, CommandIo } from "../command.ts";

const SENTENCES: Readonly<Record<LedgerProblem["code"], string>> = {
  edited: "la fila fue cambiada",
  missing: "falta esta fila",
  broken_link: "la fila no sigue a la anterior",
  truncated: "el final de la cadena fue cortado a partir de aquí",
  rewritten: "la fila no es la que quedó anclada fuera de la base de datos",
  head_differs: "la cabecera de la cadena no coincide con la última fila",
  reads_differ: "las lecturas selladas en esta fila fueron cambiadas",
  seals_differ: "entre este sello de lecturas y el anterior falta una parte",
  anchor_forged: "esta línea del fichero de anclas no está bien firmada",
};

function print(report: LedgerReport, io: CommandIo): void {
  const number = (value: number) => value.toLocaleString("es");
  io.out(
    `${number(report.rows)} operaciones de ${number(report.tenants)} instituciones, ${number(report.sealedReads)} lecturas selladas, ${number(report.anchors)} anclas.`,
  );
  if (report.anchors === 0)
    io.out("No hay anclas fuera de la base de datos: un final cortado a propósito no se vería.");
  for (const { tenantId, seq, code } of report.problems) {
    io.err(`${tenantId === "" ? "anclas" : tenantId} ${seq}: ${SENTENCES[code]} [${code}]`);
  }
  const count = report.problems.length;
  io.out(count === 0 ? "Nada ha sido cambiado." : count === 1 ? "1 problema." : `${count} problemas.`);
}

/** Proves that nothing in the ledger or the sealed read log was changed since it was written. */
export const command: Command = {
  words: "verify",
  usage: "[--json]",
  summary: "Comprueba que nadie ha cambiado el registro de operaciones ni el de lecturas.",
  run: async (args, io) => {
    if (args.some((argument) => argument !== "--json")) {
      io.err("Uso: trenza verify [--json]");
      return 2;
    }
    const json = args.includes("--json");
    const installation = await openInstallation({ env: io.env, cwd: io.cwd, log: json ? () => undefined : io.out });
    const client = new pg.Client({ ...installation.owner, application_name: "trenza verify" });
    try {
      await client.connect();
      const report = await verifyLedger(client, readAnchors(installation.dataDir));
      if (json) io.out(JSON.stringify(report));
      else print(report, io);
      return report.problems.length === 0 ? 0 : 1;
    } finally {
      await client.end();
      await installation.stop();
    }
  },
};
