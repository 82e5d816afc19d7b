import { FileUp } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/importaciones",
    title: { es: "Cargas del registro", en: "Registry imports" },
    load: () => import("./ImportsPage.tsx"),
    nav: {
      group: "administration",
      order: 40,
      text: { es: "Cargas del registro", en: "Registry imports" },
      icon: FileUp,
      action: "import.registry",
    },
  },
];
