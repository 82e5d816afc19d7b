import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  { path: "/anadir", title: { es: "Añadir", en: "Add" }, load: () => import("./AddPage.tsx") },
  { path: "/bandejas", title: { es: "Bandejas", en: "Trays" }, load: () => import("./TraysPage.tsx"), early: true },
  { path: "/mas", title: { es: "Más", en: "More" }, load: () => import("./MorePage.tsx") },
];
