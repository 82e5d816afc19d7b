import { ListChecks } from "lucide-react";
import type { FamilyAction, FamilyPanel } from "../households/panels.ts";

export const familyPanels: readonly FamilyPanel[] = [
  {
    id: "plan",
    section: "plan",
    order: 10,
    load: () => import("./PlanPanel.tsx"),
    when: (file) => file.case !== null,
  },
];

export const familyActions: readonly FamilyAction[] = [
  {
    id: "plan",
    order: 25,
    text: { es: "Objetivo del plan", en: "Goal of the plan" },
    icon: ListChecks,
    action: "plan.write",
    when: (file) => file.case !== null && file.case.closedOn === null,
    href: (file) => `/plan/${file.case?.id}`,
  },
];
