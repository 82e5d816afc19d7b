import { BookOpenCheck } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

/** One piece of code for all of them: whoever looks through the list opens records. */
const screens = () => import("./screens.tsx");

export const routes: readonly ScreenRoute[] = [
  {
    path: "/evidencia",
    title: { es: "Evidencia de fuera", en: "Outside evidence" },
    load: async () => ({ Screen: (await screens()).EvidenceScreen }),
    nav: {
      group: "results",
      order: 50,
      text: { es: "Evidencia de fuera", en: "Outside evidence" },
      icon: BookOpenCheck,
      action: "study.read",
    },
  },
  {
    path: "/evidencia/:evidenceId",
    title: { es: "Ficha de un estudio", en: "Record of a study" },
    load: async () => ({ Screen: (await screens()).EvidenceRecordScreen }),
  },
];
