import type { ScreenRoute } from "./routes.ts";

/** Every screen that a concept folder declares; there is no list to edit. */
export const screens: readonly ScreenRoute[] = Object.values(
  import.meta.glob<{ routes: readonly ScreenRoute[] }>("../*/routes.tsx", { eager: true }),
).flatMap((module) => module.routes);

/** The declared screen that an address belongs to. */
export function screenAt(pathname: string) {
  const parts = pathname.split("/").filter((part) => part !== "");
  return screens.find((screen) => {
    const pattern = screen.path.split("/").filter((part) => part !== "");
    return (
      pattern.length === parts.length && pattern.every((part, index) => part.startsWith("$") || part === parts[index])
    );
  });
}
