/** A person's name as Spanish and Latin American registers write it; the second surname may be missing. */
export interface PersonName {
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
}

/** «Luz María Rojas Huenchumil». */
export function fullName(name: PersonName): string {
  return [name.givenNames, name.firstSurname, name.secondSurname]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(" ");
}

/** Words that join surnames and say nothing about who somebody is. */
const particles = new Set([
  "de",
  "del",
  "la",
  "las",
  "los",
  "el",
  "y",
  "e",
  "i",
  "da",
  "das",
  "do",
  "dos",
  "di",
  "van",
  "von",
]);

/** Everyday forms of given names. Only those that stand for one name; ambiguous ones (Beto, Chelo) stay as they are. */
const everydayForms: Readonly<Record<string, readonly string[]>> = {
  paco: ["francisco"],
  pancho: ["francisco"],
  fran: ["francisco"],
  pepe: ["jose"],
  pepa: ["josefa"],
  chuy: ["jesus"],
  lupe: ["guadalupe"],
  lupita: ["guadalupe"],
  lola: ["dolores"],
  concha: ["concepcion"],
  nacho: ["ignacio"],
  quique: ["enrique"],
  kike: ["enrique"],
  manolo: ["manuel"],
  charo: ["rosario"],
  pili: ["pilar"],
  mari: ["maria"],
  mª: ["maria"],
  ma: ["maria"],
  maite: ["maria", "teresa"],
  tere: ["teresa"],
  chema: ["jose", "maria"],
  juanjo: ["juan", "jose"],
  lalo: ["eduardo"],
  memo: ["guillermo"],
  meche: ["mercedes"],
  merche: ["mercedes"],
  rafa: ["rafael"],
  santi: ["santiago"],
  javi: ["javier"],
};

/** Lower case without accents and with `ñ` as `n`: what a person types in a hurry and what a register lost. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’'`´]/g, "");
}

/** Folded words of a text, without signs. `Mª` counts as a word. */
export function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}ª]+/gu) ?? [];
}

/** Words of given names, with everyday forms spelled out: «Mª Lupita» is `maria guadalupe`. */
export function givenWords(givenNames: string): readonly string[] {
  return wordsOf(givenNames)
    .filter((word) => !particles.has(word))
    .flatMap((word) => everydayForms[word] ?? [word.replaceAll("ª", "a")]);
}

/** Words of a surname without particles: «de la Cruz» is `cruz`. A surname of particles only keeps them. */
export function surnameWords(surname: string): readonly string[] {
  const words = wordsOf(surname);
  const telling = words.filter((word) => !particles.has(word));
  return telling.length > 0 ? telling : words;
}
