import { FlaskConical } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

/** One piece of code for all of them: whoever opens a study goes from its tasks to its result. */
const screens = () => import("./screens.tsx");

export const routes: readonly ScreenRoute[] = [
  {
    path: "/estudios",
    title: { es: "Estudios", en: "Studies" },
    load: async () => ({ Screen: (await screens()).StudiesScreen }),
    nav: {
      group: "results",
      order: 40,
      text: { es: "Estudios", en: "Studies" },
      icon: FlaskConical,
      action: "study.read",
    },
  },
  {
    path: "/estudios/:studyId",
    title: { es: "Estudio", en: "Study" },
    load: async () => ({ Screen: (await screens()).StudyScreen }),
  },
  {
    path: "/estudios/:studyId/tarea/:task",
    title: { es: "Tarea de un estudio", en: "Task of a study" },
    load: async () => ({ Screen: (await screens()).TaskScreen }),
  },
  {
    path: "/estudios/:studyId/resultado",
    title: { es: "Resultado de un estudio", en: "Result of a study" },
    load: async () => ({ Screen: (await screens()).ResultScreen }),
  },
];
