import { DoorOpen, Flag, UserRoundCheck } from "lucide-react";
import type { FamilyAction, FamilyPanel } from "../households/panels.ts";

export const familyPanels: readonly FamilyPanel[] = [
  { id: "case", section: "acompanamiento", order: 10, load: () => import("./CasePanel.tsx") },
  {
    id: "deadlines",
    section: "acompanamiento",
    order: 20,
    load: () => import("./DeadlinesPanel.tsx"),
    when: (file) => file.deadlines.length > 0,
  },
  { id: "team", section: "acompanamiento", order: 40, load: () => import("./TeamPanel.tsx") },
];

export const familyActions: readonly FamilyAction[] = [
  {
    id: "open-case",
    order: 5,
    text: { es: "Acompañamiento", en: "Accompaniment" },
    icon: DoorOpen,
    action: "case.open",
    when: (file) => (file.case === null || file.case.closedOn !== null) && file.acceptedReferrals.length > 0,
    href: (file) => `/familias/${file.household.id}/abrir`,
  },
  {
    id: "assign-team",
    order: 70,
    text: { es: "Persona del equipo", en: "Person of the team" },
    icon: UserRoundCheck,
    action: "case.assign",
    href: (file) => `/familias/${file.household.id}/encargo`,
  },
  {
    id: "close-case",
    order: 90,
    text: { es: "Cierre", en: "Closing" },
    icon: Flag,
    action: "case.close",
    when: (file) => file.case !== null && file.case.closedOn === null,
    href: (file) => `/familias/${file.household.id}/cerrar`,
  },
];
