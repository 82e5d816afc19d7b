import { randomInt } from "node:crypto";
import pg from "pg";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { ROLES, type Role } from "../../core/access/policy.ts";
import { firstPassword } from "../../core/accounts/firstPassword.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { appendToLedger } from "../audit/ledger.ts";
import { SYSTEM_USER } from "../audit/readlog.ts";
import { normaliseEmail } from "../auth/signIn.ts";
import { newId } from "../ids.ts";
import type { Installation } from "../installation.ts";
import { dayIn } from "../moment.ts";
import { asResult, onBehalfOf, operateAs, type Refusal } from "../onBehalf.ts";
import { publishPack } from "../packs/publishPack.ts";
import type { ReadPack } from "../packs/readPack.ts";
import { type NewPlace, type SettledTenant, settleTenant } from "./settleTenant.ts";

const Word = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: "\\S" });
const Place = { system: Word(60), code: Word(60), name: Word(200), kind: Word(60) };
const roles = ROLES.map((role) => Type.Literal(role));

/** What an institution is founded with: a JSON file written by whoever installs. */
export const TenantFile = Type.Object(
  {
    name: Word(200),
    country: Type.String({ pattern: "^[A-Z]{2}$" }),
    timeZone: Word(60),
    /** Folders of programme packs, relative to the file. */
    packs: Type.Optional(Type.Array(Word(500))),
    root: Type.Object(Place, { additionalProperties: false }),
    places: Type.Optional(Type.Array(Type.Object({ key: Word(60), ...Place }, { additionalProperties: false }))),
    people: Type.Array(
      Type.Object(
        {
          name: Word(120),
          email: Type.String({ pattern: "^[^@\\s]+@[^@\\s]+$", maxLength: 254 }),
          role: Type.Union(roles),
          /** Key of a place; without it, the whole institution. */
          place: Type.Optional(Word(60)),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
);

/** The same, read and checked. */
export interface TenantWanted {
  readonly name: string;
  readonly country: string;
  readonly timeZone: string;
  readonly packs?: readonly string[];
  readonly root: NewPlace;
  readonly places?: readonly (NewPlace & { readonly key: string })[];
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly place?: string;
  }[];
}

function knowsZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("es", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function twice(words: readonly string[]): string | undefined {
  return words.find((word, at) => words.indexOf(word) !== at);
}

/** Decides on a founding file; each refusal says where and what to do. */
export function readTenantFile(content: unknown): Result<TenantWanted, Refusal> {
  const no = (where: string, message: string) =>
    refused({ code: "tenant_file", message: `El archivo no sirve en «${where}»: ${message}` });
  if (!Value.Check(TenantFile, content)) {
    const [first] = Value.Errors(TenantFile, content);
    const where = first?.instancePath || "/";
    return no(
      where,
      where.endsWith("/role") ? `use una de estas funciones: ${ROLES.join(", ")}.` : `${first?.message}.`,
    );
  }
  const file = content as TenantWanted;
  if (!knowsZone(file.timeZone))
    return no("/timeZone", `«${file.timeZone}» no es una zona horaria, como Europe/Madrid.`);
  const keys = (file.places ?? []).map(({ key }) => key);
  const codes = [file.root, ...(file.places ?? [])].map(({ system, code }) => `${system}:${code}`);
  const again = twice(keys) ?? twice(codes);
  if (again !== undefined) return no("/places", `«${again}» está dos veces.`);
  const email = twice(file.people.map((person) => normaliseEmail(person.email)));
  if (email !== undefined) return no("/people", `«${email}» está dos veces.`);
  const lost = file.people.find(({ place }) => place !== undefined && !keys.includes(place));
  if (lost) return no("/people", `«${lost.place}» no es la clave de ningún lugar de «places».`);
  return accepted(file);
}

interface FoundedPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly place: string | null;
  /** Told once, here; only its hash is kept. */
  readonly password: string;
}

export interface Founded {
  readonly tenantId: string;
  readonly people: readonly FoundedPerson[];
  readonly packs: readonly string[];
}

async function settle(client: pg.Client, wanted: TenantWanted, now: Date): Promise<Result<Founded, Refusal>> {
  const emails = wanted.people.map(({ email }) => normaliseEmail(email));
  const { rows } = await client.query("select email from user_account where email = any ($1)", [emails]);
  if (rows[0]) {
    return refused({ code: "email_taken", message: `«${rows[0].email}» ya tiene cuenta. Use otra dirección.` });
  }
  const tenantId = newId();
  const people = wanted.people.map((person) => ({
    ...person,
    email: normaliseEmail(person.email),
    place: person.place ?? null,
    password: firstPassword((below) => randomInt(below)),
  }));
  // The day of the place: by that of Greenwich, people founded in an American evening would have no role until tomorrow.
  const from = dayIn(now, wanted.timeZone);
  const tenant = { ...wanted, tenantId, demo: false, from, places: wanted.places ?? [], people };
  const settled: Result<
    SettledTenant<FoundedPerson>,
    { readonly code: string; readonly email: string }
  > = await settleTenant(client, tenant, newId);
  if (!settled.ok) {
    const { code, email } = settled.failure;
    return refused({ code, message: `No se pudo crear la cuenta de «${email}» (${code}).` });
  }
  const statements: Promise<unknown>[] = [];
  await appendToLedger(
    { client: client as never, lastly: (statement) => void statements.push(statement) },
    {
      tenantId,
      operationId: newId(),
      operation: "foundTenant",
      stream: "tenant",
      streamId: tenantId,
      version: 1,
      actorId: SYSTEM_USER,
      device: "terminal",
      claimedAt: now.toISOString(),
      input: {
        name: wanted.name,
        people: settled.value.people.map(({ userId, role, territoryId }) => ({ userId, role, territoryId })),
      },
    },
  );
  await Promise.all(statements);
  return accepted({ tenantId, people, packs: [] });
}

/**
 * Founds an institution: tenant, places, people with their first passwords, and its programmes, published in the name of the
 * first person who may. Everything but the programmes is kept or undone as one.
 */
export async function foundTenant(
  installation: Pick<Installation, "owner" | "app" | "sealingKey">,
  wanted: TenantWanted,
  packs: readonly ReadPack[],
): Promise<Result<Founded, Refusal>> {
  const client = new pg.Client({ ...installation.owner, application_name: "trenza institution create" });
  await client.connect();
  let founded: Result<Founded, Refusal>;
  try {
    await client.query("begin");
    founded = await settle(client, wanted, new Date());
    await client.query(founded.ok ? "commit" : "rollback");
  } finally {
    await client.end();
  }
  if (!founded.ok) return founded;
  const publisher = wanted.people.find(({ role }) => role === "programme_director") ?? wanted.people[0];
  const published: string[] = [];
  for (const { files, pack } of packs) {
    const answer = await onBehalfOf(
      installation,
      { email: publisher?.email ?? "", command: "trenza institution create" },
      async (surroundings, signedIn) =>
        asResult<unknown>(
          await operateAs(surroundings, signedIn, publishPack, { packVersionId: newId(), files } as never),
        ),
    );
    if (!answer.ok) return answer;
    published.push(`${pack.pack.id} ${pack.pack.version}`);
  }
  return accepted({ ...founded.value, packs: published });
}
