import { Home } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/hoy",
    title: { es: "Mi día", en: "My day" },
    load: () => import("./MyDay.tsx"),
    nav: {
      group: "work",
      order: 1,
      text: { es: "Mi día", en: "My day" },
      icon: Home,
      action: "household.read",
      phone: true,
    },
  },
];
