import { defineTexts } from "../i18n/texts.ts";
import { en } from "./texts.result.en.ts";
import { es } from "./texts.result.es.ts";

/** From what a study could see to what it found. */
export const resultTexts = defineTexts(es, en);
