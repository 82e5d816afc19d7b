import { ChartColumn } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/resultados",
    title: { es: "Resultados", en: "Results" },
    load: () => import("./ResultsPage.tsx"),
    nav: {
      group: "results",
      order: 10,
      text: { es: "Resultados", en: "Results" },
      icon: ChartColumn,
      action: "results.read",
    },
  },
  {
    path: "/resultados/lista",
    title: { es: "Lista detrás del número", en: "List behind the number" },
    load: () => import("./ResultListPage.tsx"),
  },
];
