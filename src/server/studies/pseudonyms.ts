import { createHmac } from "node:crypto";

/**
 * A name for a family that means nothing outside one study: a keyed digest whose key is made of the installation's own, so
 * that whoever holds the database alone cannot tell which family it is.
 */
export function pseudonymsOf(sealingKey: string, studyId: string): (caseId: string) => string {
  const key = createHmac("sha256", sealingKey).update(`study ${studyId}`).digest();
  return (caseId) => createHmac("sha256", key).update(caseId).digest("hex").slice(0, 20);
}

/** Rows as the text of a CSV file. */
export function csvOf(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Buffer {
  const field = (value: string | number | null) => {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return Buffer.from(`${[header, ...rows].map((row) => row.map(field).join(",")).join("\n")}\n`);
}
