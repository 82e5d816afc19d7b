import { matchRoute, type Parser } from "wouter";
import type { ScreenRoute } from "./routes.ts";

/** A name sorts after every word in its place: `/visitas/nueva/:caseId` comes before `/visitas/:sessionId/registrar`. */
const wordsFirst = (path: string) => path.replaceAll(":", "\uffff");

/** Every screen that a concept folder declares, words before names; there is no list to edit. */
export const screens: readonly ScreenRoute[] = Object.values(
  import.meta.glob<{ routes: readonly ScreenRoute[] }>("../*/routes.tsx", { eager: true }),
)
  .flatMap((module) => module.routes)
  .sort((left, right) => (wordsFirst(left.path) < wordsFirst(right.path) ? -1 : 1));

/** The screen that an address belongs to. */
export function screenAt(parser: Parser, pathname: string): ScreenRoute | undefined {
  return screens.find(({ path }) => matchRoute(parser, path, pathname)[0]);
}
