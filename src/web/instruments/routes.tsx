import { ListTodo } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/instrumentos",
    title: { es: "Instrumentos", en: "Instruments" },
    load: () => import("./InstrumentsPage.tsx"),
    nav: {
      group: "administration",
      order: 20,
      text: { es: "Instrumentos", en: "Instruments" },
      icon: ListTodo,
      action: "configuration.read",
    },
  },
  {
    path: "/instrumentos/:id",
    title: { es: "Instrumento", en: "Instrument" },
    load: () => import("./InstrumentPage.tsx"),
  },
];
