import type { Words } from "../words.ts";
import type { LibraryRecord } from "./library.ts";
import type { EvidenceContent, Finding } from "./record.ts";

const unknown: Omit<EvidenceContent<Words>, "programme" | "study" | "source"> = {
  studied: null,
  design: null,
  where: null,
  participants: null,
  findings: [],
  ratings: [],
  corrections: [],
};
const both = (es: string, en: string): Words => ({ es, en });
const same = (text: string): Words => both(text, text);
const finding = (effect: Finding<Words>["effect"], es: string, en: string): Finding<Words> => ({
  effect,
  text: both(es, en),
});
const CLEARINGHOUSE = "Title IV-E Prevention Services Clearinghouse";
const CLEARINGHOUSE_SOURCE = `${CLEARINGHOUSE} (preventionservices.acf.hhs.gov), ficha del programa`;
const SUPPORTED = { by: CLEARINGHOUSE, rating: both("Con apoyo (supported)", "Supported"), on: null };
const NO_STUDY = both("Sin estudio encontrado", "No study found");

const ratedAsPromising: readonly LibraryRecord[] = [
  {
    id: "iowa-chambers-2019",
    content: {
      ...unknown,
      programme: both(
        "Madres y padres acompañantes de Iowa (Iowa Parent Partner Approach)",
        "Iowa Parent Partner Approach",
      ),
      study: both("Chambers y otros 2019", "Chambers et al. 2019"),
      studied: both(
        "Vuelta a casa, nuevas separaciones y tiempo en acogimiento",
        "Return home, new removals and time in care",
      ),
      design: "matched",
      where: both("Iowa (EE. UU.)", "Iowa (US)"),
      findings: [
        finding("better", "Más niñas y niños en casa al salir del acogimiento.", "More children home at discharge."),
        finding(
          "better",
          "Menos nuevas separaciones en los 12 meses siguientes a la vuelta.",
          "Fewer new removals within 12 months of return.",
        ),
        finding("none", "Sin diferencia en el tiempo total en acogimiento.", "No difference in total time in care."),
        finding(
          "none",
          "Sin diferencia en nuevas separaciones a los 24 meses.",
          "No difference in removal within 24 months.",
        ),
      ],
      ratings: [
        { by: CLEARINGHOUSE, rating: both("Prometedor (promising)", "Promising"), on: "2020-12" },
        {
          by: "California Evidence-Based Clearinghouse (CEBC), página antigua",
          rating: both("No se puede valorar (not able to be rated)", "Not able to be rated"),
          on: null,
        },
        {
          by: "CEBC, según una nota de prensa de Iowa HHS",
          rating: both("Prometedor (promising)", "Promising"),
          on: "2021-03",
        },
      ],
      source: `Chambers et al. 2019, Children and Youth Services Review 104:104353; ${CLEARINGHOUSE_SOURCE}; CEBC; Iowa HHS, marzo de 2021`,
    },
  },
];

const parentsAnonymous = {
  programme: same("Parents Anonymous"),
  ratings: [SUPPORTED],
  source: CLEARINGHOUSE_SOURCE,
};
const parentsForParents = {
  programme: both(
    "Parents for Parents (Washington): apoyo en el juzgado",
    "Parents for Parents (Washington): court outreach",
  ),
  where: both("Washington (EE. UU.)", "Washington (US)"),
  ratings: [
    { by: CLEARINGHOUSE, rating: both("No cumple hoy los criterios", "Does not currently meet criteria"), on: null },
  ],
};

export const otherProgrammes: readonly LibraryRecord[] = [
  ...ratedAsPromising,
  {
    id: "parents-anonymous-clearinghouse",
    content: {
      ...unknown,
      ...parentsAnonymous,
      study: both(
        "Estudios de la ficha, según el resumen de la editora",
        "Studies of the Clearinghouse, publisher's summary",
      ),
      studied: both("Maltrato confirmado después de salir", "Substantiated reports after leaving"),
      findings: [
        finding(
          "better",
          "Menos maltrato confirmado. La fuente lo dice así: «cut by more than half a year after leaving»; se puede leer de dos maneras.",
          "Fewer substantiations, in the words of the source “cut by more than half a year after leaving”, which can be read in two ways.",
        ),
      ],
    },
  },
  {
    id: "parents-anonymous-nccd-2020",
    content: { ...unknown, ...parentsAnonymous, study: same("NCCD 2020"), design: "matched" },
  },
  {
    id: "parents-anonymous-2011",
    content: {
      ...unknown,
      ...parentsAnonymous,
      study: both("Grupo de comparación de 2011", "Comparison group of 2011"),
      design: "comparison_group",
      participants: same("210"),
    },
  },
  {
    id: "parents-for-parents-ncjfcj-2012",
    content: {
      ...unknown,
      ...parentsForParents,
      study: same("NCJFCJ 2011-2012"),
      studied: both(
        "Cumplimiento del plan, visitas y plazos del juzgado",
        "Compliance with the plan, visits and timeliness",
      ),
      findings: [
        finding("better", "Más cumplimiento del plan y más visitas.", "Compliance with the plan and visits up."),
        finding("none", "Sin efecto en los plazos.", "No timeliness effect."),
        finding("unclear", "El beneficio cambia según el grupo étnico.", "The benefit differs by race."),
      ],
      source: `ncjfcj.org; ${CLEARINGHOUSE_SOURCE}`,
    },
  },
  {
    id: "parents-for-parents-2020",
    content: {
      ...unknown,
      ...parentsForParents,
      study: both(
        "Cuasiexperimento de 2020, contado a legisladores en 2025",
        "Quasi-experiment of 2020, as told to legislators in 2025",
      ),
      design: "quasi_experiment",
      findings: [
        finding(
          "unclear",
          "70 de cada 100 frente a 53 (clase) y 79 de cada 100 frente a 53 (modelo completo); la fuente leída no dice de qué resultado.",
          "70 against 53 of every 100 (class) and 79 against 53 (full model); the source read does not say of which outcome.",
        ),
        finding("unclear", "3,22 dólares por cada dólar.", "3.22 dollars per dollar."),
      ],
      source: `Resumen de una audiencia escrito por una máquina (fuente débil); ${CLEARINGHOUSE_SOURCE}`,
    },
  },
  {
    id: "parents-in-partnership-la",
    content: {
      ...unknown,
      programme: both("Parents in Partnership (condado de Los Ángeles)", "Parents in Partnership (Los Angeles County)"),
      study: both("Estudio preliminar", "Preliminary study"),
      studied: both(
        "Reunificación de quienes acudieron a la orientación",
        "Reunification of those who attended orientation",
      ),
      design: "preliminary",
      where: both("Condado de Los Ángeles (EE. UU.)", "Los Angeles County (US)"),
      participants: both(
        "98 en la muestra de distancia y 73 en la de reunificación",
        "98 in the distance sample and 73 in the reunification sample",
      ),
      findings: [
        finding(
          "better",
          "Quien acudió tuvo unas cinco veces más probabilidad de reunificarse.",
          "Those who attended were about five times likelier to reunify.",
        ),
        finding("not_compared", "La distancia fue un obstáculo.", "Distance was a barrier."),
      ],
      source:
        "La fuente exacta no quedó anotada al leerla; las leídas fueron fichas de catálogos e informes breves de Casey Family Programs",
    },
  },
  {
    id: "parent-advocacy-jefferson-2007",
    content: {
      ...unknown,
      programme: both(
        "Defensoras de madres y padres, condado de Jefferson (Kentucky)",
        "Parent Advocacy, Jefferson County (Kentucky)",
      ),
      study: both("Nota del estado, 15 de agosto de 2007", "State release, 15 August 2007"),
      where: both("Condado de Jefferson, Kentucky (EE. UU.)", "Jefferson County, Kentucky (US)"),
      findings: [
        finding("better", "Menos cambios de lugar.", "Fewer moves."),
        finding("better", "Menos tiempo en acogimiento.", "Less time in care."),
        finding("better", "Más reunificaciones.", "More reunification."),
        finding("unclear", "Menos adopciones.", "Fewer adoptions."),
        finding("none", "Las mismas acogidas con parientes.", "Equal relative placement."),
        finding("none", "El mismo número de ingresos.", "The same number of episodes."),
      ],
      source: "Nota de prensa del estado de Kentucky, 15 de agosto de 2007",
    },
  },
  {
    id: "circle-of-parents",
    content: {
      ...unknown,
      programme: same("Circle of Parents"),
      study: NO_STUDY,
      ratings: [{ by: "Catálogo QIC", rating: both("Nivel 4, prometedor", "Level 4, promising"), on: null }],
      source: "Catálogo QIC",
    },
  },
  {
    id: "parent-cafes",
    content: {
      ...unknown,
      programme: same("Parent Cafes"),
      study: both("Lo que cuentan quienes participan", "Self-report"),
      source: "Descripción del programa; cifras no encontradas",
    },
  },
  {
    id: "oregon-life",
    content: {
      ...unknown,
      programme: same("Oregon LIFE"),
      study: NO_STUDY,
      where: both("Oregón (EE. UU.)", "Oregon (US)"),
      source: "Plan de prevención Title IV-E de Oregón",
    },
  },
];
