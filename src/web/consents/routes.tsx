import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/familias/:id/consentimiento",
    title: { es: "Consentimiento nuevo", en: "New consent" },
    load: () => import("./RecordConsent.tsx"),
  },
  {
    path: "/familias/:id/consentimiento/:consentId",
    title: { es: "Retirada de un consentimiento", en: "Withdrawal of a consent" },
    load: () => import("./WithdrawConsent.tsx"),
  },
];
