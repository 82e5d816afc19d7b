import { defineTexts } from "../i18n/texts.ts";
import { en } from "./texts.person.en.ts";
import { es } from "./texts.person.es.ts";

export const personTexts = defineTexts(es, en);
