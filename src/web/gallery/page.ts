import type { ComponentType } from "react";

/** One page of the gallery: a component in all its states. */
export interface GalleryPage {
  readonly id: string;
  readonly title: string;
  /** When to use it, in a sentence. */
  readonly use: string;
  readonly group: "Formularios" | "Acciones" | "Avisos" | "Datos" | "Estructura" | "Gráficos" | "Fundamentos";
  readonly states: readonly GalleryState[];
  /** Shown alone, without the gallery around it: frames of whole pages. */
  readonly bare?: boolean;
}

export interface GalleryState {
  readonly name: string;
  readonly Show: ComponentType;
}
