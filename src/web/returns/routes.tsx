import { FileUp } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

/** One piece of code for both: whoever checks a return goes on to look at it. */
const screens = () => import("./screens.tsx");

export const routes: readonly ScreenRoute[] = [
  {
    path: "/declaraciones",
    title: { es: "Declaraciones oficiales", en: "Official returns" },
    load: async () => ({ Screen: (await screens()).ReturnsScreen }),
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
    load: async () => ({ Screen: (await screens()).ReturnScreen }),
  },
];
