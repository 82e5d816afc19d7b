/** Why a published rule is not run. */
export const notRunReasons = {
  postcodes: {
    es: "Necesita el directorio de códigos postales del Reino Unido para calcular la distancia, la autoridad local o si el lugar está fuera de ella.",
    en: "It needs the United Kingdom's postcode directory to work out the distance, the local authority or whether the placement is outside it.",
  },
  providers: {
    es: "Necesita la lista de centros y agencias de Ofsted.",
    en: "It needs Ofsted's list of providers.",
  },
  authorities: {
    es: "Necesita la lista oficial de códigos de autoridades locales.",
    en: "It needs the official list of local authority codes.",
  },
  column: {
    es: "Necesita el dato UASC de la tabla de datos básicos, que solo lleva la forma XML y este programa no lee.",
    en: "It needs the UASC item of the header, which only the XML form carries and this programme does not read.",
  },
  text: {
    es: "El texto publicado no basta para saber qué hay que comprobar: no se adivina.",
    en: "The published text is not enough to know what to check: nothing is guessed.",
  },
} as const;

export type NotRunReason = keyof typeof notRunReasons;

/** Published rules that are never run, and why. They are told as not run, never as passed. */
export const notImplemented: Readonly<Record<string, NotRunReason>> = {
  "164": "postcodes",
  "169": "postcodes",
  "179": "postcodes",
  "218": "postcodes",
  "392a": "postcodes",
  "392c": "postcodes",
  "406": "postcodes",
  "411": "postcodes",
  "420": "postcodes",
  "452": "postcodes",
  "453": "postcodes",
  "503G": "postcodes",
  "503H": "postcodes",
  "503J": "postcodes",
  "1015": "postcodes",
  "219": "providers",
  "221": "providers",
  "224": "providers",
  "227": "providers",
  "228": "providers",
  "229": "providers",
  "1008": "providers",
  "633": "authorities",
  "105": "column",
  "205C": "column",
  "303": "column",
  "205A": "text",
  "205B": "text",
  "1001": "text",
  SW06STG2: "text",
  SW07STG2: "text",
  SW12STG2: "text",
};
