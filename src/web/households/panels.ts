import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { HouseholdFile } from "../../contracts/families.ts";
import type { Action } from "../../core/access/actions.ts";

/** The sections of a family file, in the order of their tabs. A section without panels is not shown. */
export const FAMILY_SECTIONS = [
  { id: "resumen", title: { es: "Resumen", en: "Summary" } },
  { id: "familia", title: { es: "Familia y red", en: "Family and network" } },
  { id: "valoracion", title: { es: "Valoración", en: "Assessment" } },
  { id: "plan", title: { es: "Plan", en: "Plan" } },
  { id: "contactos", title: { es: "Contactos", en: "Contacts" } },
  { id: "acompanamiento", title: { es: "Acompañamiento", en: "Accompaniment" } },
  { id: "historia", title: { es: "Historia", en: "History" } },
  { id: "documentos", title: { es: "Documentos", en: "Documents" } },
] as const;
export type FamilySectionId = (typeof FAMILY_SECTIONS)[number]["id"];

/**
 * A part of one section. A concept folder exports `familyPanels: readonly FamilyPanel[]` from its `familyPanel.tsx`;
 * several panels of one section stand below one another by `order`. Each has its own error boundary.
 */
export interface FamilyPanel {
  readonly id: string;
  readonly section: FamilySectionId;
  readonly order: number;
  /** Module with the named export `Panel`; it draws its own `Panel` frame with a title. */
  readonly load: () => Promise<{ readonly Panel: ComponentType<FamilyPanelProps> }>;
  /** Left out when it says no: nothing to show, or nothing this person may see. */
  readonly when?: (file: HouseholdFile) => boolean;
}

export interface FamilyPanelProps {
  readonly file: HouseholdFile;
}

/** An item of the family's «Añadir» menu: `familyActions: readonly FamilyAction[]` in the same `familyPanel.tsx`. */
export interface FamilyAction {
  readonly id: string;
  readonly order: number;
  readonly text: { readonly es: string; readonly en: string };
  readonly icon: LucideIcon;
  /** Shown to people who may do this with this family. */
  readonly action: Action;
  readonly when?: (file: HouseholdFile) => boolean;
  readonly href: (file: HouseholdFile) => string;
}

interface FamilyModule {
  readonly familyPanels?: readonly FamilyPanel[];
  readonly familyActions?: readonly FamilyAction[];
}

const modules = Object.values(import.meta.glob<FamilyModule>("../*/familyPanel.tsx", { eager: true }));

/** Every panel a concept folder declares; there is no list to edit. */
export const familyPanels: readonly FamilyPanel[] = modules
  .flatMap((module) => module.familyPanels ?? [])
  .sort((left, right) => left.order - right.order);

/** Every item of the «Añadir» menu. */
export const familyActions: readonly FamilyAction[] = modules
  .flatMap((module) => module.familyActions ?? [])
  .sort((left, right) => left.order - right.order);

/** Address of a section of a family's file. */
export function sectionAddress(householdId: string, section: FamilySectionId): string {
  return section === "resumen" ? `/familias/${householdId}` : `/familias/${householdId}/${section}`;
}
