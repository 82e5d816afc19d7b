import { UsersRound } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/cuentas",
    title: { es: "Cuentas", en: "Accounts" },
    load: () => import("./AccountsPage.tsx"),
    nav: {
      group: "administration",
      order: 10,
      text: { es: "Cuentas", en: "Accounts" },
      icon: UsersRound,
      action: "user.manage",
    },
  },
  {
    path: "/cuentas/nueva",
    title: { es: "Cuenta nueva", en: "New account" },
    load: () => import("./NewAccountPage.tsx"),
  },
  {
    path: "/cuentas/:userId",
    title: { es: "Cuenta", en: "Account" },
    load: () => import("./AccountPage.tsx"),
  },
];
