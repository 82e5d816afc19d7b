import { ChartColumn } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

/** One piece of code for all of them: whoever opens one opens the others. */
const screens = () => import("./screens.tsx");

export const routes: readonly ScreenRoute[] = [
  {
    path: "/resultados/nueve",
    title: { es: "Nueve resultados", en: "Nine outcomes" },
    load: async () => ({ Screen: (await screens()).OutcomesScreen }),
    nav: {
      group: "results",
      order: 20,
      text: { es: "Nueve resultados", en: "Nine outcomes" },
      icon: ChartColumn,
      action: "results.read",
    },
  },
  {
    path: "/resultados/permanencia",
    title: { es: "Tiempo bajo cuidado", en: "Time in care" },
    load: async () => ({ Screen: (await screens()).StayScreen }),
  },
  {
    path: "/resultados/calidad",
    title: { es: "Calidad de los datos", en: "Data quality" },
    load: async () => ({ Screen: (await screens()).QualityScreen }),
  },
  {
    path: "/resultados/calidad/:check",
    title: { es: "Filas de una comprobación", en: "Rows of a check" },
    load: async () => ({ Screen: (await screens()).QualityRowsScreen }),
  },
  {
    path: "/resultados/indicador",
    title: { es: "Indicador", en: "Indicator" },
    load: async () => ({ Screen: (await screens()).IndicatorScreen }),
  },
  {
    path: "/resultados/indicador/lista",
    title: { es: "Lista de un indicador", en: "List of an indicator" },
    load: async () => ({ Screen: (await screens()).MembersScreen }),
  },
  {
    path: "/resultados/infancia/:childId",
    title: { es: "Historia bajo cuidado", en: "Time in care" },
    load: async () => ({ Screen: (await screens()).ChildScreen }),
  },
];
