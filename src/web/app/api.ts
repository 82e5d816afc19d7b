import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { InputOf, OperationContract, OutputOf, ParametersOf, QueryContract } from "../../contracts/contract.ts";
import { sendThroughOutbox } from "../outbox/outbox.ts";
import { newId } from "./ids.ts";
import { ApiFailure, request, withParameters } from "./request.ts";
import { useOwner } from "./session.tsx";

export { NotSentYet } from "../outbox/outbox.ts";
export { ApiFailure, NotReached } from "./request.ts";

/** Reads what a query contract answers, again whenever an operation was accepted. */
export function useRead<C extends QueryContract>(
  contract: C,
  parameters: ParametersOf<C>,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<OutputOf<C>, Error> {
  const { language } = useOwner();
  const queryKey = [contract.name, parameters, language];
  const nothingYet = useQueryClient().getQueryData(queryKey) === undefined;
  return useQuery({
    queryKey,
    // Without signal, what was read stays on the screen; what was not is asked for, so that the page can say why it is missing.
    networkMode: nothingYet ? "always" : "online",
    refetchOnReconnect: true,
    queryFn: () =>
      request<OutputOf<C>>({ method: "GET", url: withParameters(contract.url, parameters as object), language }),
    enabled: options.enabled ?? true,
    retry: (count, error) => !(error instanceof ApiFailure) && count < 2,
  });
}

/** An operation ready to be sent from a form. */
export interface Sending<C extends OperationContract> {
  /** Sends once: saving the same twice while the first is on its way gives the same promise; something else is sent after it. */
  readonly send: (input: InputOf<C>) => Promise<OutputOf<C>>;
  readonly pending: boolean;
}

/** Sends an operation through the outbox. Throws `ApiFailure` or `NotSentYet` (see `sendThroughOutbox`). */
export function useOperation<C extends OperationContract>(contract: C): Sending<C> {
  const owner = useOwner();
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const underWay = useRef<{ readonly text: string; readonly promise: Promise<OutputOf<C>> }>(undefined);
  const send = useCallback(
    (input: InputOf<C>) => {
      const text = JSON.stringify(input);
      if (underWay.current?.text === text) return underWay.current.promise;
      setPending(true);
      const envelope = { operationId: newId(), claimedAt: new Date().toISOString(), device: "web", input };
      const content = { url: contract.url, summary: contract.summary, envelope };
      const promise = sendThroughOutbox(owner, content)
        .then(async (output) => {
          await client.invalidateQueries();
          return output as OutputOf<C>;
        })
        .finally(() => {
          if (underWay.current?.promise !== promise) return;
          underWay.current = undefined;
          setPending(false);
        });
      underWay.current = { text, promise };
      return promise;
    },
    [owner, client, contract],
  );
  return { send, pending };
}
