/** What a published rule lacks that no return brings, by its proper name. */
const lacks = {
  postcodes: "ONS Postcode Directory",
  providers: "Ofsted",
  authorities: "ONS Register of Geographic Codes",
  column: "Header.UASC",
  /** The published text does not say what to check, and nothing is guessed. */
  text: "SSDA903 guide",
} as const;

/** A published rule that is never run: it is told as not run, never as passed. */
export interface RuleNeverRun {
  readonly code: string;
  readonly lacks: string;
  readonly es: string;
  readonly en: string;
}

/** Published rules that need more than returns, or whose text does not say what to check. */
export const neverRun: readonly RuleNeverRun[] = [
  {
    code: "105",
    lacks: lacks.column,
    es: "El dato de si llegó sin acompañante y pidió asilo falta o no es válido.",
    en: "Data entry for Unaccompanied Asylum-Seeking Children (UASC) status of child is invalid or has not been completed.",
  },
  {
    code: "164",
    lacks: lacks.postcodes,
    es: "La distancia no es válida: revise los códigos postales.",
    en: "Distance is not valid. Please check a valid postcode has been entered. [NOTE: This check will result in false positives for children formerly UASC not identified as such in loaded data]",
  },
  {
    code: "169",
    lacks: lacks.postcodes,
    es: "La autoridad local del lugar falta o no es válida: revise el código postal.",
    en: "Local Authority (LA) of placement is not valid or is missing. Please check a valid postcode has been entered.",
  },
  {
    code: "179",
    lacks: lacks.postcodes,
    es: "El código de si el lugar está dentro o fuera de la autoridad local no es válido.",
    en: "Placement location code is not a valid code.",
  },
  {
    code: "205A",
    lacks: lacks.text,
    es: "El año pasado constaba como menor sin acompañante y este año no, y las fechas no lo explican.",
    en: "Child identified as UASC last year is no longer UASC this year, but date UASC ceased in both years does not support this.",
  },
  {
    code: "205B",
    lacks: lacks.text,
    es: "Consta como menor sin acompañante los dos años, y las fechas no lo explican.",
    en: "Child previously identified as UASC is also UASC this year, but date UASC ceased in both years does not support this.",
  },
  {
    code: "205C",
    lacks: lacks.column,
    es: "No consta como menor sin acompañante en ninguno de los dos años y hay fecha en que dejó de serlo.",
    en: "Child not identified as UASC either this year or last year but date UASC ceased has been provided.",
  },
  {
    code: "218",
    lacks: lacks.postcodes,
    es: "Falta el número URN de Ofsted.",
    en: "Ofsted Unique reference number (URN) is required.",
  },
  {
    code: "219",
    lacks: lacks.providers,
    es: "El número URN no corresponde al tipo de lugar.",
    en: "The Ofsted Unique reference number (URN) provided for the child's placement does not match the placement type recorded.",
  },
  {
    code: "221",
    lacks: lacks.providers,
    es: "El número URN no corresponde al código postal del lugar.",
    en: "The Ofsted Unique reference number (URN) provided for the child's placement does not match the placement postcode provided.",
  },
  {
    code: "224",
    lacks: lacks.providers,
    es: "El número URN no corresponde a quien presta el lugar.",
    en: "The Ofsted Unique reference number (URN) provided for the child's placement does not match the placement provider recorded.",
  },
  {
    code: "227",
    lacks: lacks.providers,
    es: "El número URN no era válido cuando empezó el episodio.",
    en: "Ofsted Unique reference number (URN) is not valid for the episode start date.",
  },
  {
    code: "228",
    lacks: lacks.providers,
    es: "El número URN no era válido cuando terminó el episodio.",
    en: "Ofsted Unique reference number (URN) is not valid for the episode end date [NOTE: may give false positives on open episodes at providers who close during the year]",
  },
  {
    code: "229",
    lacks: lacks.providers,
    es: "Quien presta el lugar no cuadra con la autoridad local del número URN.",
    en: "Placement provider does not match between the placing authority and the local authority code of the provider. [NOTE: The provider's LA code is inferred from the its postcode, and may be inaccurate in some cases.]",
  },
  {
    code: "303",
    lacks: lacks.column,
    es: "Hay fecha en que dejó de contar como menor sin acompañante y no consta como tal.",
    en: "If date Unaccompanied Asylum-Seeking Child (UASC) status ceased is not null, UASC status must be coded 1.",
  },
  {
    code: "392a",
    lacks: lacks.postcodes,
    es: "Está en cuidado y no consta a qué distancia de su casa.",
    en: "Child is looked after but no distance is recorded. [NOTE: This check may result in false positives for children formerly UASC]",
  },
  { code: "392c", lacks: lacks.postcodes, es: "Un código postal no existe.", en: "Postcode(s) provided are invalid." },
  {
    code: "406",
    lacks: lacks.postcodes,
    es: "Llegó sin acompañante: la distancia a su casa va en blanco.",
    en: "Child is Unaccompanied Asylum-Seeking Child (UASC) or was formerly UASC. Distance should be blank. [NOTE: This check will result in false negatives for children formerly UASC not identified as such in loaded data]",
  },
  {
    code: "411",
    lacks: lacks.postcodes,
    es: "El código de dentro o fuera no cuadra con la autoridad local del lugar.",
    en: "Placement location code disagrees with LA of placement.",
  },
  {
    code: "420",
    lacks: lacks.postcodes,
    es: "En respiro (V3 o V4) no se informa la autoridad local del lugar.",
    en: "LA of placement completed but child is looked after under legal status V3 or V4.",
  },
  {
    code: "452",
    lacks: lacks.postcodes,
    es: "La autoridad local del lugar no es la que constaba al cerrar el año pasado.",
    en: "Contradiction between local authority of placement code in the last episode of the previous year and in the first episode of the current year.",
  },
  {
    code: "453",
    lacks: lacks.postcodes,
    es: "La distancia no es la que constaba al cerrar el año pasado.",
    en: "Contradiction between placement distance in the last episode of the previous year and in the first episode of the current year.",
  },
  {
    code: "503G",
    lacks: lacks.postcodes,
    es: "La distancia no es la del episodio que quedó abierto el año pasado.",
    en: "The distance in first episode does not match open episode at end of last year.",
  },
  {
    code: "503H",
    lacks: lacks.postcodes,
    es: "La autoridad local del lugar no es la del episodio que quedó abierto el año pasado.",
    en: "The placement LA in first episode does not match open episode at end of last year.",
  },
  {
    code: "503J",
    lacks: lacks.postcodes,
    es: "El código de dentro o fuera no es el del episodio que quedó abierto el año pasado.",
    en: "The placement location in first episode does not match open episode at end of last year.",
  },
  {
    code: "633",
    lacks: lacks.authorities,
    es: "El código de la autoridad local de la permanencia anterior no es válido.",
    en: "Local authority code where previous permanence option was arranged is not a valid value.",
  },
  {
    code: "1001",
    lacks: lacks.text,
    es: "Los episodios sugieren que no le corresponden los datos de salida del cuidado.",
    en: "The episodes recorded for this young person suggest they are not a relevant or a former relevant child and therefore should not have care leaver information completed. [NOTE: This tool can only test the current and previous year data loaded into the tool - this check may generate false positives if a child had episodes prior to last year's collection.]",
  },
  {
    code: "1008",
    lacks: lacks.providers,
    es: "El número URN de Ofsted no existe.",
    en: "Ofsted Unique Reference Number (URN) is not valid.",
  },
  {
    code: "1015",
    lacks: lacks.postcodes,
    es: "Lo presta la propia autoridad local y el lugar está fuera de ella.",
    en: "Placement provider is own provision but child not placed in own LA.",
  },
  {
    code: "SW06STG2",
    lacks: lacks.text,
    es: "Las fechas de quien lleva el caso deben estar dentro del periodo que se informa.",
    en: "Social worker episode data should be within the social worker data reporting year.",
  },
  {
    code: "SW07STG2",
    lacks: lacks.text,
    es: "La fecha en que dejó el caso debe estar dentro del periodo que se informa.",
    en: "Social worker episode end date should be on or after the start of the social worker reporting period, and should be on or before the collection end date.",
  },
  {
    code: "SW12STG2",
    lacks: lacks.text,
    es: "Si está en cuidado el 31 de marzo, se informa de quién llevó su caso todo el año anterior.",
    en: "If a child is looked after on 31 March then all social worker episodes for the full previous year should be reported, even those whilst they were not looked after",
  },
];
