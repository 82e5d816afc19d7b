import { UsersRound } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/equipo",
    title: { es: "Equipo", en: "Team" },
    load: () => import("./TeamPage.tsx"),
    nav: { group: "work", order: 30, text: { es: "Equipo", en: "Team" }, icon: UsersRound, action: "team.read" },
  },
];
