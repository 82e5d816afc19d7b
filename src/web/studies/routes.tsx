import { FlaskConical } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

/** The list and a study come together; forms and results weigh more and are fetched when they are opened. */
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
    load: async () => ({ Screen: (await import("./TaskPage.tsx")).TaskScreen }),
  },
  {
    path: "/estudios/:studyId/resultado",
    title: { es: "Resultado de un estudio", en: "Result of a study" },
    load: async () => ({ Screen: (await import("./ResultPage.tsx")).ResultScreen }),
  },
  {
    path: "/estudios/:studyId/sorteo",
    title: { es: "Sorteo de la lista de espera", en: "Draw of the waiting list" },
    load: async () => ({ Screen: (await import("./AllocationPage.tsx")).AllocationScreen }),
  },
];
