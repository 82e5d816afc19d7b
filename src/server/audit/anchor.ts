import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "../../core/canonical.ts";

/** What a chain ended with at a moment, told to a file outside the database. */
export interface Anchor {
  readonly tenant: string;
  /** Number of the row, as text because it may exceed what a JavaScript number holds. */
  readonly seq: string;
  readonly hash: string;
  /** Instant at which it was written. */
  readonly at: string;
}

interface SignedAnchor extends Anchor {
  /** Ed25519 over the canonical text of the four members above, base 64. */
  readonly signature: string;
}

/** The anchors of a file, and the lines that are none or whose signature is wrong. */
export interface Anchors {
  readonly anchors: readonly Anchor[];
  readonly badLines: readonly number[];
}

function files(dataDir: string): { folder: string; lines: string; key: string } {
  const folder = join(dataDir, "anchors");
  return { folder, lines: join(folder, "ledger.jsonl"), key: join(folder, "signing.key") };
}

function signingKey(dataDir: string): KeyObject {
  const { folder, key } = files(dataDir);
  if (!existsSync(key)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
    try {
      writeFileSync(key, pem, { mode: 0o600, flag: "wx" });
    } catch (error) {
      // Another process made it at the same moment: that one counts.
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    }
  }
  chmodSync(key, 0o600);
  return createPrivateKey(readFileSync(key));
}

function signedText({ tenant, seq, hash, at }: Anchor): Buffer {
  return Buffer.from(canonicalJson({ tenant, seq, hash, at }));
}

/** Appends anchors, each signed, and returns when they are on the disk. */
export async function writeAnchors(dataDir: string, anchors: readonly Anchor[]): Promise<void> {
  if (anchors.length === 0) return;
  const key = signingKey(dataDir);
  const lines = anchors.map((anchor) => {
    const signed: SignedAnchor = { ...anchor, signature: sign(null, signedText(anchor), key).toString("base64") };
    return JSON.stringify(signed);
  });
  const file = await open(files(dataDir).lines, "a", 0o600);
  try {
    // The leading line end keeps a line that a crash cut short from swallowing the next one.
    await file.appendFile(`\n${lines.join("\n")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

type Line = "empty" | "cut" | "forged" | Anchor;

function readLine(line: string, key: KeyObject): Line {
  if (line === "") return "empty";
  let parsed: Partial<SignedAnchor> | null;
  try {
    parsed = JSON.parse(line) as SignedAnchor | null;
  } catch {
    return "cut";
  }
  const { tenant = "", seq = "", hash = "", at = "", signature = "" } = parsed ?? {};
  if (![tenant, seq, hash, at, signature].every((member) => typeof member === "string")) return "forged";
  const anchor = { tenant, seq, hash, at };
  const genuine = /^\d{1,18}$/.test(seq) && verify(null, signedText(anchor), key, Buffer.from(signature, "base64"));
  return genuine ? anchor : "forged";
}

/**
 * Reads the anchors of a data folder; none when the file was never written. A line cut short by a crash is no anchor and
 * no problem; a whole line with a wrong signature is one.
 */
export function readAnchors(dataDir: string): Anchors {
  const { lines: file, key: keyFile } = files(dataDir);
  if (!existsSync(file)) return { anchors: [], badLines: [] };
  if (!existsSync(keyFile)) return { anchors: [], badLines: [1] };
  const key = createPublicKey(readFileSync(keyFile));
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .map((line) => readLine(line, key));
  return {
    anchors: lines.filter((line) => typeof line === "object"),
    badLines: lines.flatMap((line, index) => (line === "forged" ? [index + 1] : [])),
  };
}
