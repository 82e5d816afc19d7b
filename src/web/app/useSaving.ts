import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { CodesOf, InputOf, OperationContract, OutputOf } from "../../contracts/contract.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { useToast } from "../ui/Toast.tsx";
import { ApiFailure, NotSentYet, useOperation } from "./api.ts";
import { appTexts } from "./texts.ts";

/** A form's way to save: what was refused comes back as messages for its fields, what waits is said once. */
export interface Saving<C extends OperationContract> {
  /** `after` gets the answer, or null when the operation waits on this device for the signal. */
  readonly save: (input: InputOf<C>, after: (output: OutputOf<C> | null) => void) => Promise<void>;
  readonly pending: boolean;
  readonly errors: readonly FieldError[];
  /** Both values of each field somebody else changed meanwhile; undefined when nobody did. */
  readonly conflict: ApiFailure["conflict"] | undefined;
  readonly forget: () => void;
}

/** Path of the input as the field's name: `/agreements/0/title` is `agreements.0.title`. */
function fieldOf(path: string): string {
  return path.split("/").filter(Boolean).join(".");
}

function errorsOf(failure: ApiFailure, places: Readonly<Record<string, string>>): readonly FieldError[] {
  if (failure.fields.length > 0) return failure.fields.map(({ path, message }) => ({ field: fieldOf(path), message }));
  return [{ field: places[failure.code] ?? "", message: failure.message }];
}

/** Saves through the outbox. `places` names the field each refusal belongs to; the others are said for the whole form. */
export function useSaving<C extends OperationContract>(
  contract: C,
  places?: Readonly<Partial<Record<CodesOf<C>, string>>>,
): Saving<C> {
  const t = useTexts(appTexts);
  const toast = useToast();
  const client = useQueryClient();
  const { send, pending } = useOperation(contract);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const save = useCallback<Saving<C>["save"]>(
    async (input, after) => {
      try {
        const output = await send(input);
        setFailure(null);
        after(output);
      } catch (error) {
        if (error instanceof NotSentYet) {
          setFailure(null);
          toast({ text: t.notSentYet, tone: "soon" });
          after(null);
        } else if (error instanceof ApiFailure) {
          setFailure(error);
          // Somebody was faster: the screen behind the form shows what is there now.
          if (error.status === 409) void client.invalidateQueries();
        } else throw error;
      }
    },
    [send, toast, t, client],
  );
  const forget = useCallback(() => setFailure(null), []);
  const stale = failure !== null && failure.conflict.length > 0;
  return {
    save,
    pending,
    errors: failure === null || stale ? [] : errorsOf(failure, { ...places }),
    conflict: stale ? failure.conflict : undefined,
    forget,
  };
}
