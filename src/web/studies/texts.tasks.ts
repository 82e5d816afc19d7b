import { defineTexts } from "../i18n/texts.ts";
import { en } from "./texts.tasks.en.ts";
import { es } from "./texts.tasks.es.ts";

/** What the forms of the tasks say. */
export const taskTexts = defineTexts(es, en);
