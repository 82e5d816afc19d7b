import { asked } from "./apart.ts";

/** One request of a kind; bodies are made anew each time by replacing `{{id}}` with a fresh UUID. */
export interface Shot {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
}

/** What the load thread is asked for. */
export interface LoadRequest {
  readonly base: string;
  readonly cookie: string;
  readonly shots: readonly Shot[];
  readonly callers: number;
  readonly milliseconds: number;
}

export interface LoadResult {
  /** Milliseconds of each request, in order of arrival. */
  readonly times: readonly number[];
  readonly failures: number;
  readonly seconds: number;
  readonly firstFailure: string;
}

const fresh = () => crypto.randomUUID();

async function caller(
  request: LoadRequest,
  number: number,
  until: number,
  result: { times: number[]; failures: number; firstFailure: string },
) {
  for (let shot = number; performance.now() < until; shot += request.callers) {
    const { method, url, body } = request.shots[shot % request.shots.length] as Shot;
    const started = performance.now();
    const response = await fetch(request.base + url, {
      method,
      headers: { cookie: request.cookie, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && {
        body: body.replaceAll("{{id}}", fresh).replaceAll("{{now}}", new Date().toISOString()),
      }),
    });
    const text = await response.text();
    result.times.push(performance.now() - started);
    if (!response.ok) {
      result.failures += 1;
      result.firstFailure ||= `${response.status} ${text.slice(0, 300)}`;
    }
  }
}

/** Runs one load; the main thread serves meanwhile. */
export async function shoot(request: LoadRequest): Promise<LoadResult> {
  const result = { times: [] as number[], failures: 0, firstFailure: "" };
  const started = performance.now();
  const until = started + request.milliseconds;
  await Promise.all(Array.from({ length: request.callers }, (_, number) => caller(request, number, until, result)));
  return { ...result, seconds: (performance.now() - started) / 1000 };
}

/** Entry of the load process: the request on standard input, the result on standard output. */
export async function load(): Promise<void> {
  const result = await shoot(await asked<LoadRequest>());
  process.stdout.write(JSON.stringify(result));
}
