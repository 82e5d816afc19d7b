import { ApiFailure, request } from "../app/request.ts";
import { appTexts } from "../app/texts.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";

/** One call outside the outbox, with the server's sentence when it is refused. */
export function useCall() {
  const { language } = useLocale();
  const app = useTexts(appTexts);
  return async (url: string, body: unknown): Promise<string | null> => {
    try {
      await request({ method: "POST", url, body, language });
      return null;
    } catch (error) {
      return error instanceof ApiFailure ? error.message : app.signIn.notReached;
    }
  };
}
