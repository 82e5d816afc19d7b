import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { whoAmI } from "../../contracts/auth.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import type { Action } from "../../core/access/actions.ts";
import { useLocale } from "../i18n/LocaleProvider.tsx";
import { type Owner, retryOutbox } from "../outbox/outbox.ts";
import { importDeviceKey } from "../outbox/sealing.ts";
import { ApiFailure, onSignedOut, request } from "./request.ts";

/** Who is signed in, as the server tells it. */
export type Session = OutputOf<typeof whoAmI>;

interface SignedInState {
  readonly session: Session;
  readonly owner: Owner;
}

const SignedInContext = createContext<SignedInState | null>(null);

export const SESSION_KEY = ["whoAmI"] as const;

/** The session of this browser: undefined while asking, null when nobody is signed in. */
export function useSessionQuery() {
  const { language } = useLocale();
  const client = useQueryClient();
  useEffect(() => onSignedOut(() => client.setQueryData(SESSION_KEY, null)), [client]);
  return useQuery<Session | null>({
    queryKey: SESSION_KEY,
    queryFn: async () => {
      try {
        return await request<Session>({ method: "GET", url: whoAmI.url, language });
      } catch (error) {
        if (error instanceof ApiFailure && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Gives everything below the signed-in person and the key of this device; sends what an earlier visit left waiting. */
export function SignedInProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const { language } = useLocale();
  const [key, setKey] = useState<CryptoKey>();
  useEffect(() => {
    if (session.deviceKey !== null) importDeviceKey(session.deviceKey).then(setKey);
  }, [session.deviceKey]);
  const state = useMemo<SignedInState | null>(
    () => (key ? { session, owner: { userId: session.userId, key, language } } : null),
    [session, key, language],
  );
  useEffect(() => {
    if (!state) return;
    const retry = () => void retryOutbox(state.owner);
    const whenSeen = () => document.visibilityState === "visible" && retry();
    retry();
    window.addEventListener("online", retry);
    document.addEventListener("visibilitychange", whenSeen);
    return () => {
      window.removeEventListener("online", retry);
      document.removeEventListener("visibilitychange", whenSeen);
    };
  }, [state]);
  if (!state) return null;
  return <SignedInContext value={state}>{children}</SignedInContext>;
}

function useSignedIn(): SignedInState {
  const state = useContext(SignedInContext);
  if (!state) throw new Error("a signed-in person is needed here");
  return state;
}

/** The signed-in person. */
export function useSession(): Session {
  return useSignedIn().session;
}

/** Whose outbox and drafts these are. */
export function useOwner(): Owner {
  return useSignedIn().owner;
}

/** Whether the person may do this somewhere: hides what would be refused anyway; the server decides. */
export function useMay(action: Action): boolean {
  return useSession().actions.includes(action);
}
