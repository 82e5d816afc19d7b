import type { OutputOf } from "../../contracts/contract.ts";
import type { studyResult } from "../../contracts/studyRuns.ts";

type Found = NonNullable<OutputOf<typeof studyResult>["result"]>;
type Picture = Found["pictures"][number];

/** Pictures of how alike the groups were come after those of what was found. */
const OF_THE_GROUPS: ReadonlySet<Picture["kind"]> = new Set(["balance", "overlap"]);

/** The pictures in the order they are shown: what was found first. Where none shows it, the effect with its interval is drawn. */
export function picturesInOrder({ pictures, estimate }: Pick<Found, "pictures" | "estimate">): readonly Picture[] {
  const ordered = pictures.toSorted((a, b) => Number(OF_THE_GROUPS.has(a.kind)) - Number(OF_THE_GROUPS.has(b.kind)));
  const [first] = ordered;
  if (estimate === null || (first && !OF_THE_GROUPS.has(first.kind))) return ordered;
  const { value, low, high, unit } = estimate;
  const effect: Picture = {
    kind: "forest",
    title: { es: "El efecto y su intervalo", en: "The effect and its interval" },
    description: {
      es: "El punto es lo que se encontró; la línea, los efectos que estos datos no descartan. En el cero, el programa no cambiaría nada.",
      en: "The dot is what was found; the line, the effects that these data do not rule out. At zero the programme would change nothing.",
    },
    rows: [{ label: { es: "Efecto del programa", en: "Effect of the programme" }, value, low, high }],
    unit,
    none: 0,
  };
  return [effect, ...ordered];
}
