import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/valoraciones/nueva/:householdId",
    title: { es: "Nueva valoración", en: "New assessment" },
    load: () => import("./StartPage.tsx"),
  },
  {
    path: "/valoraciones/:id",
    title: { es: "Valoración", en: "Assessment" },
    load: () => import("./AssessmentPage.tsx"),
  },
  {
    path: "/valoraciones/:id/familia",
    title: { es: "Preguntas", en: "Questions" },
    load: () => import("./LentPage.tsx"),
    bare: true,
  },
  {
    path: "/valoraciones/:id/respuestas",
    title: { es: "Preguntas y respuestas", en: "Questions and answers" },
    load: () => import("./AsShownPage.tsx"),
  },
];
