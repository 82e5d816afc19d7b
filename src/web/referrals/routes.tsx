import { Inbox, UserRoundPlus } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/derivaciones",
    title: { es: "Derivaciones", en: "Referrals" },
    load: () => import("./ReferralList.tsx"),
    nav: {
      group: "work",
      order: 3,
      text: { es: "Derivaciones", en: "Referrals" },
      icon: Inbox,
      action: "referral.read",
    },
  },
  {
    path: "/derivaciones/nueva",
    title: { es: "Derivación nueva", en: "New referral" },
    load: () => import("./RegisterReferral.tsx"),
    add: {
      order: 1,
      text: { es: "Registrar derivación", en: "Register referral" },
      icon: UserRoundPlus,
      action: "referral.register",
    },
  },
  { path: "/derivaciones/:id", title: { es: "Entrada", en: "Intake" }, load: () => import("./Intake.tsx") },
  {
    path: "/derivaciones/:id/familia",
    title: { es: "Ficha de familia nueva", en: "New family file" },
    load: () => import("../households/RegisterHousehold.tsx"),
  },
];
