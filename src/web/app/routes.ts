import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Action } from "../../core/access/actions.ts";

/** Where a screen stands in the menu. Groups follow the left rail; `phone` puts it in the bottom bar. */
export interface NavEntry {
  readonly group: "work" | "families" | "network" | "results" | "administration";
  readonly order: number;
  readonly text: { readonly es: string; readonly en: string };
  readonly icon: LucideIcon;
  /** Shown only to people who may do this somewhere. */
  readonly action?: Action;
  readonly phone?: boolean;
}

/** One screen. A concept folder exports `routes: readonly ScreenRoute[]` from its `routes.tsx`. */
export interface ScreenRoute {
  /** Spanish address with `:name` for parameters, such as `/familias/:id`. */
  readonly path: string;
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
  /** Noun-first Spanish title, at most 40 characters, never a name or a bare id. */
  readonly title: { readonly es: string; readonly en: string };
  readonly nav?: NavEntry;
  readonly add?: AddEntry;
  /** True for a screen whose code is fetched soon after the start, because it is needed when there is no signal. */
  readonly early?: boolean;
  /** True for a screen without frame and menu, such as the one handed to a family. */
  readonly bare?: boolean;
}

/** A screen where something new is recorded: listed under «Añadir». */
export interface AddEntry {
  readonly order: number;
  readonly text: { readonly es: string; readonly en: string };
  readonly icon: LucideIcon;
  readonly action: Action;
}
