import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/familias/:householdId/tareas/nueva",
    title: { es: "Tarea nueva", en: "New task" },
    load: () => import("./NewTask.tsx"),
  },
  {
    path: "/familias/:householdId/notas/nueva",
    title: { es: "Nota nueva", en: "New note" },
    load: () => import("./NewNote.tsx"),
  },
];
