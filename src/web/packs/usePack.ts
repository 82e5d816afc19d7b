import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { type PackShown, pack } from "../../contracts/packs.ts";
import { hasPackText, type ProgrammePack, packText } from "../../core/packs/pack.ts";
import { request, withParameters } from "../app/request.ts";
import { useLocale } from "../i18n/LocaleProvider.tsx";

/** A programme as the rules of core take it; instruments are read by themselves. */
function whole(shown: PackShown): ProgrammePack {
  return { ...shown, instruments: {} };
}

/** Words of a programme. `say` gives the key itself while the programme loads or when it has no such words. */
export interface PackWords {
  readonly pack: ProgrammePack | undefined;
  readonly say: (key: string) => string;
  readonly has: (key: string) => boolean;
}

/** The programmes of a list, by version. A published version never changes, so each is read once per visit. */
export function usePacks(packVersionIds: readonly (string | null)[]) {
  const { language } = useLocale();
  const ids = [...new Set(packVersionIds.filter((id) => id !== null))].sort();
  const packs = useQueries({
    queries: ids.map((packVersionId) => ({
      queryKey: ["pack", packVersionId],
      queryFn: async () => {
        const url = withParameters(pack.url, { packVersionId });
        const answer = await request<{ pack: PackShown }>({ method: "GET", url, language });
        return whole(answer.pack);
      },
      staleTime: "static" as const,
    })),
    combine: (results) => new Map(results.map((result, index) => [ids[index] ?? "", result.data])),
  });
  const wordsOf = useCallback(
    (packVersionId: string | null): PackWords => {
      const found = packVersionId === null ? undefined : packs.get(packVersionId);
      const say = (key: string) => (found && hasPackText(found, key) ? packText(found, key, language) : "");
      return { pack: found, say: (key) => say(key) || (found ? key : "…"), has: (key) => say(key) !== "" };
    },
    [packs, language],
  );
  return wordsOf;
}

/** One programme and its words. */
export function usePack(packVersionId: string | null): PackWords {
  const wordsOf = usePacks([packVersionId]);
  return useMemo(() => wordsOf(packVersionId), [wordsOf, packVersionId]);
}
