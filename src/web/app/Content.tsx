import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { Route } from "wouter";
import { Loading } from "../ui/Loading.tsx";
import { PanelBoundary } from "../ui/PanelBoundary.tsx";
import { NotFoundPage, UnreachablePage } from "./pages.tsx";
import type { ScreenRoute } from "./routes.ts";
import { screens } from "./screens.ts";

const fetched = new Map<ScreenRoute, ComponentType>();

/** The code of a screen, fetched once. */
function codeOf(screen: ScreenRoute): ComponentType {
  const known = fetched.get(screen);
  if (known) return known;
  const code = lazy(() =>
    screen.load().then(
      ({ Screen }) => ({ default: Screen }),
      () => ({ default: NotFetched }),
    ),
  );
  fetched.set(screen, code);
  return code;
}

const startAgain = () => window.location.reload();

/** In the place of a screen whose code did not arrive: without signal, or because the page is older than the server. */
function NotFetched() {
  useEffect(() => {
    window.addEventListener("online", startAgain);
    return () => window.removeEventListener("online", startAgain);
  }, []);
  return <UnreachablePage onRetry={startAgain} />;
}

/** The screen of the address. Its key is the address, so that each opening begins anew. */
export function Content({ screen }: { readonly screen: ScreenRoute | undefined }) {
  if (!screen) return <NotFoundPage />;
  const Screen = codeOf(screen);
  return (
    <PanelBoundary>
      <Suspense fallback={<Loading />}>
        <Route path={screen.path}>
          <Screen />
        </Route>
      </Suspense>
    </PanelBoundary>
  );
}

/** Fetches what is needed when there is no signal, once the first screen is there. */
export function fetchEarlyScreens(): void {
  for (const screen of screens) if (screen.early) void screen.load().catch(() => undefined);
}
