import { ClipboardPlus, StickyNote } from "lucide-react";
import type { FamilyAction, FamilyPanel } from "../households/panels.ts";

export const familyPanels: readonly FamilyPanel[] = [
  { id: "tasks", section: "plan", order: 40, load: () => import("./TasksPanel.tsx") },
];

export const familyActions: readonly FamilyAction[] = [
  {
    id: "add-task",
    order: 30,
    text: { es: "Tarea", en: "Task" },
    icon: ClipboardPlus,
    action: "task.write",
    href: ({ household }) => `/familias/${household.id}/tareas/nueva`,
  },
  {
    id: "add-note",
    order: 40,
    text: { es: "Nota", en: "Note" },
    icon: StickyNote,
    action: "task.write",
    href: ({ household }) => `/familias/${household.id}/notas/nueva`,
  },
];
