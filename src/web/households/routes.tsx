import { Users } from "lucide-react";
import type { ScreenRoute } from "../app/routes.ts";
import { FAMILY_SECTIONS } from "./panels.ts";

const FILE = { title: { es: "Ficha de familia", en: "Family file" }, load: () => import("./FamilyFile.tsx") };

export const routes: readonly ScreenRoute[] = [
  {
    path: "/familias",
    title: { es: "Familias", en: "Families" },
    load: () => import("./FamilyList.tsx"),
    nav: {
      group: "families",
      order: 1,
      text: { es: "Familias", en: "Families" },
      icon: Users,
      action: "household.read",
      phone: true,
    },
  },
  { path: "/familias/:id", ...FILE },
  ...FAMILY_SECTIONS.filter(({ id }) => id !== "resumen").map(({ id }) => ({ path: `/familias/:id/${id}`, ...FILE })),
  {
    path: "/familias/:id/persona",
    title: { es: "Persona nueva", en: "New person" },
    load: () => import("./AddMember.tsx"),
  },
  {
    path: "/familias/:id/personas/:personId",
    title: { es: "Datos de una persona", en: "A person's data" },
    load: () => import("./PersonPage.tsx"),
  },
  {
    path: "/familias/:id/vinculo",
    title: { es: "Vínculo nuevo", en: "New tie" },
    load: () => import("./AddRelationship.tsx"),
  },
  {
    path: "/familias/:id/aviso",
    title: { es: "Aviso nuevo", en: "New alert" },
    load: () => import("./RaiseAlert.tsx"),
  },
  {
    path: "/familias/:id/aviso/:alertId",
    title: { es: "Revisión de un aviso", en: "Review of an alert" },
    load: () => import("./ReviewAlert.tsx"),
  },
  {
    path: "/familias/:id/direccion",
    title: { es: "Dirección", en: "Address" },
    load: () => import("./AddressPage.tsx"),
  },
  {
    path: "/familias/:id/quien-ha-visto",
    title: { es: "Quién ha visto la ficha", en: "Who has seen the file" },
    load: () => import("./WhoHasSeen.tsx"),
  },
];
