import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { CodesOf, Envelope, InputOf, OperationContract } from "../../contracts/contract.ts";
import { firstPassword } from "../../core/accounts/firstPassword.ts";
import { newId } from "../app/ids.ts";
import { ApiFailure, NotReached, request } from "../app/request.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { accountsTexts } from "./texts.ts";

interface Lost<Input> {
  readonly asked: string;
  readonly envelope: Envelope<Input>;
}

/** Sends an operation at once or not at all. */
export interface SendingNow<C extends OperationContract> {
  /** Resolves with what was sent, or null when it was refused or lost. `complete` adds ids and password to what was asked. */
  readonly send: (asked: object, complete: () => InputOf<C>) => Promise<InputOf<C> | null>;
  readonly pending: boolean;
  readonly errors: readonly FieldError[];
}

/**
 * Rights and passwords are never left waiting on a device: this does not pass through the outbox. Asking the same again after
 * an answer was lost repeats the very submission, so that it is done once and its password is the one shown.
 */
export function useSendNow<C extends OperationContract>(
  contract: C,
  places?: Readonly<Partial<Record<CodesOf<C>, string>>>,
): SendingNow<C> {
  const t = useTexts(accountsTexts);
  const { language } = useLocale();
  const client = useQueryClient();
  const lost = useRef<Lost<InputOf<C>>>(undefined);
  const [pending, setPending] = useState(false);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const refuse = (error: unknown) => {
    if (error instanceof NotReached) return setErrors([{ field: "", message: t.notReached }]);
    lost.current = undefined;
    if (!(error instanceof ApiFailure)) throw error;
    const known: Readonly<Record<string, string | undefined>> = { ...places };
    const place = known[error.code];
    const named = error.fields.map(({ path, message }) => ({ field: path.replace(/^\/(?:input\/)?/, ""), message }));
    setErrors(named.length > 0 ? named : [{ field: place ?? "", message: error.message }]);
    if (error.status === 409) void client.invalidateQueries();
  };
  const send = async (asked: object, complete: () => InputOf<C>) => {
    if (pending) return null;
    const text = JSON.stringify(asked);
    const again = lost.current?.asked === text ? lost.current.envelope : undefined;
    const envelope = again ?? {
      operationId: newId(),
      claimedAt: new Date().toISOString(),
      device: "web",
      input: complete(),
    };
    lost.current = { asked: text, envelope };
    setPending(true);
    setErrors([]);
    try {
      await request({ method: "POST", url: contract.url, body: envelope, language });
      lost.current = undefined;
      await client.invalidateQueries();
      return envelope.input;
    } catch (error) {
      refuse(error);
      return null;
    } finally {
      setPending(false);
    }
  };
  return { send, pending, errors };
}

/** A number below the limit by the browser's own chance, each equally likely. */
function draw(below: number): number {
  const fair = 256 - (256 % below);
  for (;;) {
    const [byte = fair] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) return byte % below;
  }
}

/** A first password made on this device; the server keeps only its hash. */
export function newPassword(): string {
  return firstPassword(draw);
}
