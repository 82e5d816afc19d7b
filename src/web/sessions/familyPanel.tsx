import { CalendarPlus, NotebookPen } from "lucide-react";
import type { HouseholdFile } from "../../contracts/families.ts";
import type { FamilyAction, FamilyPanel } from "../households/panels.ts";

function hasOpenCase(file: HouseholdFile): boolean {
  return file.case !== null && file.case.closedOn === null;
}

export const familyPanels: readonly FamilyPanel[] = [
  {
    id: "contacts",
    section: "contactos",
    order: 10,
    load: () => import("./ContactsPanel.tsx"),
    when: (file) => file.case !== null,
  },
];

export const familyActions: readonly FamilyAction[] = [
  {
    id: "record-visit",
    order: 10,
    text: { es: "Visita de hoy", en: "Today's visit" },
    icon: NotebookPen,
    action: "session.write",
    when: hasOpenCase,
    href: (file) => `/visitas/nueva/${file.case?.id}`,
  },
  {
    id: "plan-visit",
    order: 20,
    text: { es: "Visita prevista", en: "Planned visit" },
    icon: CalendarPlus,
    action: "session.write",
    when: hasOpenCase,
    href: (file) => `/visitas/planificar/${file.case?.id}`,
  },
];
