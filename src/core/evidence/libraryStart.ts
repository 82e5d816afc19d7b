import type { Words } from "../words.ts";
import type { LibraryRecord } from "./library.ts";
import type { EvidenceContent } from "./record.ts";

const PROGRAMME: Words = {
  es: "START: trabajadora social y mentora en recuperación, con los mismos casos (Kentucky y Ohio)",
  en: "START: social worker and mentor in recovery with one shared caseload (Kentucky and Ohio)",
};
const SOURCE =
  "Title IV-E Prevention Services Clearinghouse (preventionservices.acf.hhs.gov), ficha del programa; planes de prevención Title IV-E de Kentucky y Ohio";
const WHERE: Words = {
  es: "El programa es de Kentucky y Ohio (EE. UU.); la fuente leída no dice en cuál fue el estudio.",
  en: "The programme is of Kentucky and Ohio (US); the source read does not say in which the study was.",
};

const common: Pick<EvidenceContent<Words>, "programme" | "where" | "ratings" | "corrections" | "source"> = {
  programme: PROGRAMME,
  where: WHERE,
  ratings: [
    {
      by: "Title IV-E Prevention Services Clearinghouse",
      rating: { es: "Con apoyo (supported)", en: "Supported" },
      on: "2022-12",
    },
  ],
  corrections: [],
  source: SOURCE,
};

const inCare: Words = {
  es: "Niñas y niños que entraron en acogimiento",
  en: "Children who entered care",
};

export const start: readonly LibraryRecord[] = [
  {
    id: "start-huebner-2012",
    content: {
      ...common,
      study: { es: "Huebner 2012", en: "Huebner 2012" },
      studied: inCare,
      design: "matched",
      participants: {
        es: "451 con el programa y 359 parecidos sin él",
        en: "451 with the programme and 359 matched without it",
      },
      findings: [
        {
          effect: "better",
          text: {
            es: "Entraron en acogimiento 21 de cada 100 con el programa y 42 de cada 100 sin él (chi² 42,63, p < 0,01).",
            en: "21 of every 100 with the programme entered care, and 42 of every 100 without it (chi² 42.63, p < .01).",
          },
        },
      ],
    },
  },
  {
    id: "start-rpg-ii",
    content: {
      ...common,
      study: { es: "RPG II", en: "RPG II" },
      studied: inCare,
      design: null,
      participants: null,
      findings: [
        {
          effect: "better",
          text: {
            es: "21 de cada 100 con el programa y 31 de cada 100 sin él; la fuente leída no da intervalo.",
            en: "21 of every 100 with the programme and 31 of every 100 without it; the source read gives no interval.",
          },
        },
      ],
    },
  },
  {
    id: "start-hall-2015",
    content: {
      ...common,
      study: { es: "Hall 2015 (zona rural)", en: "Hall 2015 (rural)" },
      studied: { es: "Separación y nuevo ingreso a los 12 meses", en: "Placement, and re-entry within 12 months" },
      design: null,
      participants: null,
      findings: [
        {
          effect: "none",
          text: { es: "Sin diferencia en cuántos fueron separados.", en: "No difference in placement." },
        },
        {
          effect: "better",
          text: {
            es: "Volvieron a entrar antes de 12 meses 0 de cada 100 con el programa y 13,2 de cada 100 sin él.",
            en: "Re-entered within 12 months: 0 of every 100 with the programme and 13.2 of every 100 without it.",
          },
        },
      ],
    },
  },
  {
    id: "start-huebner-2015",
    content: {
      ...common,
      study: { es: "Huebner 2015", en: "Huebner 2015" },
      studied: {
        es: "Si quienes recibieron los servicios a tiempo siguieron más en casa",
        en: "Whether those who received services on time stayed more often at home",
      },
      design: null,
      participants: { es: "717", en: "717" },
      findings: [
        {
          effect: "better",
          text: {
            es: "Cumplir mejor los plazos sube de 31,7 a 47,4 de cada 100 las niñas y niños que siguen en casa.",
            en: "Higher adherence to the timeline raises children staying home from 31.7 to 47.4 of every 100.",
          },
        },
        {
          effect: "not_compared",
          text: { es: "66,3 de cada 100 madres, sobrias.", en: "66.3 of every 100 mothers sober." },
        },
      ],
    },
  },
  {
    id: "start-waiver-2014-2019",
    content: {
      ...common,
      study: { es: "Ensayo de la exención federal, 2014-2019", en: "Waiver trial, 2014-19" },
      studied: null,
      design: "randomised",
      participants: {
        es: "526 niñas y niños por sorteo y 336 emparejados",
        en: "526 children randomised and 336 matched",
      },
      findings: [],
    },
  },
];
