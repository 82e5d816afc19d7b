import { Link2, MapPin, TriangleAlert, UserRoundPlus } from "lucide-react";
import type { FamilyAction, FamilyPanel } from "./panels.ts";

export const familyPanels: readonly FamilyPanel[] = [
  { id: "summary", section: "resumen", order: 10, load: () => import("./SummaryPanel.tsx") },
  { id: "members", section: "familia", order: 10, load: () => import("./MembersPanel.tsx") },
  { id: "ties", section: "familia", order: 20, load: () => import("./TiesPanel.tsx") },
  {
    id: "address",
    section: "familia",
    order: 40,
    load: () => import("./AddressPanel.tsx"),
    when: (file) => file.mayDo.includes("address.read") || file.mayDo.includes("address.write"),
  },
  { id: "history", section: "historia", order: 10, load: () => import("./HistoryPanel.tsx") },
  {
    id: "seen",
    section: "historia",
    order: 90,
    load: () => import("./SeenPanel.tsx"),
    when: (file) => file.mayDo.includes("readlog.read"),
  },
];

export const familyActions: readonly FamilyAction[] = [
  {
    id: "add-member",
    order: 60,
    text: { es: "Persona del hogar", en: "Person of the household" },
    icon: UserRoundPlus,
    action: "household.write",
    href: (file) => `/familias/${file.household.id}/persona`,
  },
  {
    id: "add-tie",
    order: 61,
    text: { es: "Vínculo", en: "Tie" },
    icon: Link2,
    action: "household.write",
    href: (file) => `/familias/${file.household.id}/vinculo`,
  },
  {
    id: "raise-alert",
    order: 62,
    text: { es: "Aviso", en: "Alert" },
    icon: TriangleAlert,
    action: "alert.write",
    href: (file) => `/familias/${file.household.id}/aviso`,
  },
  {
    id: "record-address",
    order: 63,
    text: { es: "Dirección", en: "Address" },
    icon: MapPin,
    action: "address.write",
    href: (file) => `/familias/${file.household.id}/direccion`,
  },
];
