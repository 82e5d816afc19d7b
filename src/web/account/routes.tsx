import { UserRound } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/cuenta",
    title: { es: "Mi cuenta", en: "My account" },
    load: () => import("./AccountPage.tsx"),
    nav: { group: "administration", order: 90, text: { es: "Mi cuenta", en: "My account" }, icon: UserRound },
  },
];
