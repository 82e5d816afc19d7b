import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  { path: "/plan/:caseId", title: { es: "Plan familiar", en: "Family plan" }, load: () => import("./PlanPage.tsx") },
  {
    path: "/plan/:caseId/acuerdo",
    title: { es: "Acuerdo del plan", en: "Agreement on the plan" },
    load: () => import("./AgreementPage.tsx"),
  },
];
