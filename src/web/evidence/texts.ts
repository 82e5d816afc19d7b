import { defineTexts } from "../i18n/texts.ts";
import { en } from "./texts.en.ts";
import { es } from "./texts.es.ts";

export const evidenceTexts = defineTexts(es, en);
