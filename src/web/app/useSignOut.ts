import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { signOut } from "../../contracts/auth.ts";
import { useLocale } from "../i18n/LocaleProvider.tsx";
import { go } from "./address.ts";
import { request } from "./request.ts";
import { SESSION_KEY } from "./session.tsx";

/** Signs out and forgets everything read; drafts and unsent work stay on the device, sealed. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const { language } = useLocale();
  return useCallback(() => {
    request({ method: "POST", url: signOut.url, body: {}, language })
      .catch(() => undefined)
      .finally(() => {
        client.clear();
        client.setQueryData(SESSION_KEY, null);
        go("/");
      });
  }, [client, language]);
}
