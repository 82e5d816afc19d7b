import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/visitas/planificar/:caseId",
    title: { es: "Visita por planificar", en: "Visit to plan" },
    load: () => import("./PlanVisit.tsx"),
  },
  {
    path: "/visitas/nueva/:caseId",
    title: { es: "Visita por anotar", en: "Visit to record" },
    load: () => import("./RecordVisit.tsx"),
  },
  { path: "/visitas/:sessionId", title: { es: "Visita", en: "Visit" }, load: () => import("./VisitPage.tsx") },
  {
    path: "/visitas/:sessionId/registrar",
    title: { es: "Visita en curso", en: "Visit under way" },
    load: () => import("./RecordPlannedVisit.tsx"),
  },
  {
    path: "/visitas/:sessionId/corregir",
    title: { es: "Corrección de una visita", en: "Correction of a visit" },
    load: () => import("./CorrectVisit.tsx"),
  },
];
