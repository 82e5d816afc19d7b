import { Signature } from "lucide-react";
import type { FamilyAction, FamilyPanel } from "../households/panels.ts";

export const familyPanels: readonly FamilyPanel[] = [
  { id: "consents", section: "acompanamiento", order: 30, load: () => import("./ConsentsPanel.tsx") },
];

export const familyActions: readonly FamilyAction[] = [
  {
    id: "record-consent",
    order: 50,
    text: { es: "Consentimiento", en: "Consent" },
    icon: Signature,
    action: "consent.write",
    href: (file) => `/familias/${file.household.id}/consentimiento`,
  },
];
