import { FileUp } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/declaraciones",
    title: { es: "Declaraciones oficiales", en: "Official returns" },
    load: () => import("./ReturnsPage.tsx"),
    nav: {
      group: "results",
      order: 30,
      text: { es: "Declaraciones", en: "Returns" },
      icon: FileUp,
      action: "care.import",
    },
  },
  {
    path: "/declaraciones/:batchId",
    title: { es: "Declaración oficial", en: "Official return" },
    load: () => import("./ReturnPage.tsx"),
  },
];
