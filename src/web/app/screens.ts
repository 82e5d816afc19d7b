import { matchRoute, type Parser } from "wouter";
import type { NavEntry, ScreenRoute } from "./routes.ts";

/** A name sorts after every word in its place: `/visitas/nueva/:caseId` comes before `/visitas/:sessionId/registrar`. */
const wordsFirst = (path: string) => path.replaceAll(":", "\uffff");

/** Every screen that a concept folder declares, words before names; there is no list to edit. */
export const screens: readonly ScreenRoute[] = Object.values(
  import.meta.glob<{ routes: readonly ScreenRoute[] }>("../*/routes.tsx", { eager: true }),
)
  .flatMap((module) => module.routes)
  .sort((left, right) => (wordsFirst(left.path) < wordsFirst(right.path) ? -1 : 1));

/** The order of the menu, from what is done every day to what is set up once. */
export const MENU = ["work", "families", "network", "results", "administration"] as const;

/** The entries of a part of the menu for whoever may do these things, in their order. */
export function entriesOf(group: NavEntry["group"], actions: readonly string[]) {
  return screens
    .flatMap(({ path, nav }) => (nav?.group === group ? [{ path, nav }] : []))
    .filter(({ nav }) => nav.action === undefined || actions.includes(nav.action))
    .sort((left, right) => left.nav.order - right.nav.order);
}

/** Where somebody begins: the first thing in the menu. Whoever accompanies no family has no day to begin with. */
export function homeOf(actions: readonly string[]): string {
  return MENU.flatMap((group) => entriesOf(group, actions))[0]?.path ?? "/cuenta";
}

/** The screen that an address belongs to. */
export function screenAt(parser: Parser, pathname: string): ScreenRoute | undefined {
  return screens.find(({ path }) => matchRoute(parser, path, pathname)[0]);
}
