import { EXAMPLES } from "../../core/drawings/examplePictures.testdata.ts";
import type { CostResult, Figure, StudyResult } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import type { ToldStudy } from "./reportContent.ts";

const both = (es: string, en: string): Words => ({ es, en });
const points = both("puntos", "points");
const figure = (es: string, en: string, [value, low, high]: readonly [number, number, number]): Figure => ({
  label: both(es, en),
  value,
  low,
  high,
  unit: points,
  method: both("diferencia de medias, por permutaciones", "difference of means, by permutations"),
});

export const RESULT: StudyResult = {
  engineVersion: "1.0.0",
  design: "waiting_list_lottery",
  verdict: "better",
  headline: both(
    "Con el programa la puntuación de necesidades bajó 3,4 puntos más que sin él (intervalo del 95 %: de 0,7 a 6,1).",
    "With the programme the needs score fell by 3.4 points more than without it (95% interval: 0.7 to 6.1).",
  ),
  estimand: both("Habla de las 90 familias que entraron en el sorteo.", "It speaks of the 90 families in the draw."),
  estimate: {
    value: -3.4,
    low: -6.1,
    high: -0.7,
    level: 0.95,
    unit: points,
    p: 0.018,
    pMethod: both("por permutaciones", "by permutations"),
  },
  refusals: [],
  stillSaid: [],
  sureness: [
    {
      code: "interval",
      words: both(
        "Una diferencia de 0,7 puntos o de 6,1 también es compatible con estos datos.",
        "A difference of 0.7 or of 6.1 points also fits these data.",
      ),
    },
  ],
  cautions: [
    {
      code: "attrition",
      words: both(
        "No se pudo medir a 6 familias; si fueran distintas, la diferencia cambiaría.",
        "Six families could not be measured.",
      ),
    },
  ],
  groups: [
    { arm: "programme", n: 45, missing: 2, mean: 22.9 },
    { arm: "comparison", n: 45, missing: 6, mean: 26.3 },
  ],
  excluded: [{ reason: both("sin consentimiento para evaluar", "no consent to evaluation"), n: 7 }],
  detectable: { value: 3.1, unit: points },
  pictures: EXAMPLES.filter(({ kind }) => !["cost_plane", "acceptability"].includes(kind)),
  numbers: [figure("Diferencia entre los grupos", "Difference between the groups", [-3.4, -6.1, -0.7])],
  glossary: [
    {
      term: both("Intervalo", "Interval"),
      meaning: both("Los valores que encajan con los datos.", "The values that fit the data."),
    },
  ],
};

const COST: CostResult = {
  headline: both("Cada punto de mejora costó unos 290 euros.", "Each point of improvement cost about 290 euros."),
  numbers: [{ ...figure("Coste por punto", "Cost per point", [290, 120, 910]), unit: both("euros", "euros") }],
  cautions: [{ code: "scope", words: both("No cuenta el tiempo de las familias.", "Families' time is not counted.") }],
  pictures: EXAMPLES.filter(({ kind }) => ["cost_plane", "acceptability"].includes(kind)),
};

/** What the page of a study's result has; never read from a database. */
export const TOLD: ToldStudy = {
  title: "¿Ayuda el acompañamiento en casa?",
  question: "¿Bajan las necesidades de una familia acompañada doce meses?",
  place: "Santa María de las Lomas",
  frozen: { at: "2026-03-02T09:30:00.000Z", by: "Elena Prats", sha256: "a".repeat(64) },
  run: {
    id: "01980000-0000-7000-8000-000000000001",
    state: "done",
    progress: 1,
    askedAt: "2026-11-20T10:00:00.000Z",
    endedAt: "2026-11-20T10:00:04.000Z",
    resultSha256: "b".repeat(64),
    reason: null,
  },
  result: RESULT,
  cost: COST,
  costPlanned: false,
  deviations: [
    {
      at: "2026-06-10T08:00:00.000Z",
      by: "Elena Prats",
      what: "Se midió a los 13 meses en un municipio",
      why: "hubo inundaciones",
    },
  ],
};

/** Texts that a typesetter might take for orders. */
export const HOSTILE = [
  '#import "x": *',
  "*fuerte* _curva_ `código` $x^2$ @nadie <marca>",
  '#panic("no")',
  "</text><script>1</script>",
  "\\u{1F600} ]]> [ ] { }",
];
