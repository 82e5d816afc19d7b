import type { ErrorBody } from "../../contracts/contract.ts";

type ErrorContent = ErrorBody["error"];

/** The server refused: its code, its sentence, the fields to change, both values of a stale edit. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: NonNullable<ErrorContent["fields"]>;
  readonly conflict: NonNullable<ErrorContent["conflict"]>;
  readonly details: unknown;
  constructor(status: number, error: ErrorContent) {
    super(error.message);
    this.status = status;
    this.code = error.code;
    this.fields = error.fields ?? [];
    this.conflict = error.conflict ?? [];
    this.details = error.details;
  }
}

/** The server could not be reached, or could not answer now; trying again later is right. */
export class NotReached extends Error {}

interface RequestOptions {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: unknown;
  readonly language: string;
}

const listeners = new Set<() => void>();

/** Calls back whenever the server says that nobody is signed in. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === "object" && value !== null && "error" in value;
}

/** One call to our own server. Throws `ApiFailure` for a refusal and `NotReached` when later may succeed. */
export async function request<Output>({ method, url, body, language }: RequestOptions): Promise<Output> {
  let response: Response;
  let content: unknown;
  try {
    response = await fetch(url, {
      method,
      headers: { "accept-language": language, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: "same-origin",
    });
    content = await response.json();
  } catch (error) {
    throw new NotReached("no answer", { cause: error });
  }
  if (response.ok) return content as Output;
  if (response.status === 401) for (const listener of listeners) listener();
  if (!isErrorBody(content)) throw new NotReached(`answer ${response.status} without a reason`);
  if (response.status === 502 || response.status === 503 || response.status === 504)
    throw new NotReached(content.error.message);
  throw new ApiFailure(response.status, content.error);
}

/** Query-string form of a contract's parameters; absent ones are left out. */
export function withParameters(url: string, parameters: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === null || value === "") continue;
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item));
  }
  const text = search.toString();
  return text === "" ? url : `${url}?${text}`;
}
