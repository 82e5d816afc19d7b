import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { NotFoundPage, UnexpectedPage } from "./pages.tsx";
import { Shell } from "./Shell.tsx";
import { screens } from "./screens.ts";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: UnexpectedPage });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/hoy" });
  },
});

const children = screens.map((screen) =>
  createRoute({
    getParentRoute: () => root,
    path: screen.path,
    component: lazyRouteComponent(screen.load, "Screen"),
  }),
);

export const router = createRouter({
  routeTree: root.addChildren([home, ...children]),
  defaultPreload: "intent",
  scrollRestoration: true,
});
