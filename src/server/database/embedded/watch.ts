import { isRunning, type Postmaster } from "./postmaster.ts";
import type { SpaceGuard } from "./space.ts";

const LOOK_EVERY_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

interface Watched {
  readonly postmaster: Postmaster;
  readonly space: SpaceGuard;
  readonly reopen: () => Promise<{ readonly postmaster: Postmaster }>;
  readonly log: (line: string) => void;
}

/**
 * Looks at the server several times a second and opens it again when it has died. Every process that uses the database
 * does this; the mutex makes the first one start it and the others adopt it. Never gives up: a disk may get room again.
 */
export function keepAlive({ postmaster, space, reopen, log }: Watched): { readonly end: () => Promise<void> } {
  let current = postmaster;
  let over = false;
  let pause = LOOK_EVERY_MS;
  let looking = Promise.resolve();
  const schedule = () => {
    const timer = setTimeout(() => {
      looking = look();
    }, pause);
    timer.unref();
    return timer;
  };
  let timer = schedule();
  async function look(): Promise<void> {
    try {
      if (isRunning(current)) space.tend();
      else {
        log("La base de datos se detuvo sin aviso. Se vuelve a iniciar.");
        current = (await reopen()).postmaster;
        log("La base de datos vuelve a responder.");
      }
      pause = LOOK_EVERY_MS;
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    if (!over) timer = schedule();
  }
  return {
    /** Also waits for a look in progress, which could otherwise start the server again after everybody gave it up. */
    end: async () => {
      over = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
