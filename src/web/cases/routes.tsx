import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/familias/:id/abrir",
    title: { es: "Acompañamiento nuevo", en: "New accompaniment" },
    load: () => import("./OpenCase.tsx"),
  },
  {
    path: "/familias/:id/cerrar",
    title: { es: "Cierre del acompañamiento", en: "Closing of the accompaniment" },
    load: () => import("./CloseCase.tsx"),
  },
  {
    path: "/familias/:id/encargo",
    title: { es: "Encargo de una familia", en: "Entrustment of a family" },
    load: () => import("./AssignTeam.tsx"),
  },
];
