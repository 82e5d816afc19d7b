import { HandHeart } from "lucide-react";
import type { FamilyAction, FamilyPanel } from "../households/panels.ts";

export const familyPanels: readonly FamilyPanel[] = [
  {
    id: "assessments",
    section: "valoracion",
    order: 10,
    load: () => import("./AssessmentPanel.tsx"),
    when: (file) => file.case !== null,
  },
];

export const familyActions: readonly FamilyAction[] = [
  {
    id: "assessment",
    order: 30,
    text: { es: "Valoración", en: "Assessment" },
    icon: HandHeart,
    action: "assessment.write",
    when: (file) => file.case !== null && file.case.closedOn === null,
    href: (file) => `/valoraciones/nueva/${file.household.id}`,
  },
];
