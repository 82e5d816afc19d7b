import { CloudOff, Home, Inbox, LogOut, Menu as MenuIcon, Plus, Users } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef } from "react";
import { useLocation, useRouter } from "wouter";
import type { Action } from "../../core/access/actions.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { AppFrame, type NavigationGroup } from "../ui/AppFrame.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { go } from "./address.ts";
import { Content, fetchEarlyScreens } from "./Content.tsx";
import { FailurePage } from "./pages.tsx";
import type { NavEntry, ScreenRoute } from "./routes.ts";
import { screenAt, screens } from "./screens.ts";
import { useOnline, useWaiting } from "./sending.ts";
import { SignedInProvider, useSession, useSessionQuery } from "./session.tsx";
import { appTexts } from "./texts.ts";
import { useSignOut } from "./useSignOut.ts";

/** Fetched only by those who are not signed in. */
const SignInPage = lazy(() => import("./SignInPage.tsx").then((module) => ({ default: module.SignInPage })));

/** Everything below the address: the sign-in page for strangers, the frame and the screen for people. */
export function Shell() {
  const session = useSessionQuery();
  const place = usePlace();
  useTitle(place.screen);
  if (session.isPending) return null;
  if (session.isError)
    return (
      <Alone>
        <FailurePage error={session.error} onRetry={() => void session.refetch()} />
      </Alone>
    );
  if (session.data === null || session.data.stage !== "open") {
    return (
      <Suspense>
        <SignInPage stage={session.data?.stage ?? null} />
      </Suspense>
    );
  }
  return (
    <SignedInProvider session={session.data}>
      <Framed {...place} />
    </SignedInProvider>
  );
}

function Alone({ children }: { readonly children: ReactNode }) {
  return <main className="mx-auto max-w-2xl px-4 py-12">{children}</main>;
}

interface Place {
  readonly pathname: string;
  readonly screen: ScreenRoute | undefined;
}

/** The address and the screen that belongs to it. The bare address of the application is that of the day. */
function usePlace(): Place {
  const [pathname] = useLocation();
  const { parser } = useRouter();
  useEffect(() => {
    if (pathname === "/") go("/hoy", { replace: true });
  }, [pathname]);
  const screen = useMemo(() => screenAt(parser, pathname), [parser, pathname]);
  return { pathname, screen };
}

/** Tab titles say the kind of page, never whose it is. */
function useTitle(screen: ScreenRoute | undefined): void {
  const { language } = useLocale();
  useEffect(() => {
    document.title = screen ? `${screen.title[language]} · Trenza` : "Trenza";
  }, [screen, language]);
}

function Framed({ pathname, screen }: Place) {
  const session = useSession();
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address moves the reader to its content
  useEffect(() => {
    if (moved.current) document.getElementById("content")?.focus({ preventScroll: true });
    moved.current = true;
  }, [pathname]);
  useEffect(fetchEarlyScreens, []);
  const content = pathname === "/" ? null : <Content key={pathname} screen={screen} />;
  if (screen?.bare) {
    return (
      <main id="content" tabIndex={-1} className="mx-auto max-w-2xl px-4 py-6 outline-none">
        {content}
      </main>
    );
  }
  if (session.familyMode) return <LentScreen assessmentId={session.familyMode.assessmentId} />;
  return <WithFrame pathname={pathname}>{content}</WithFrame>;
}

/** While the screen is lent to a family, every other address leads back to its assessment. */
function LentScreen({ assessmentId }: { readonly assessmentId: string }) {
  useEffect(() => go(`/valoraciones/${assessmentId}/familia`, { replace: true }), [assessmentId]);
  return null;
}

function useGroups(): readonly NavigationGroup[] {
  const t = useTexts(appTexts);
  const { language } = useLocale();
  const session = useSession();
  const may = (action?: Action) => action === undefined || session.actions.includes(action);
  const order = ["work", "families", "network", "results", "administration"] as const;
  return order
    .map((group) => ({
      title: t.groups[group],
      entries: screens
        .flatMap((screen) =>
          screen.nav && screen.nav.group === group && may(screen.nav.action)
            ? [{ screen, nav: screen.nav as NavEntry }]
            : [],
        )
        .sort((left, right) => left.nav.order - right.nav.order)
        .map(({ screen, nav }) => ({ href: screen.path, label: nav.text[language], icon: nav.icon })),
    }))
    .filter((group) => group.entries.length > 0);
}

interface WithFrameProps {
  readonly pathname: string;
  readonly children: ReactNode;
}

function WithFrame({ pathname, children }: WithFrameProps) {
  const t = useTexts(appTexts);
  const session = useSession();
  const groups = useGroups();
  const waiting = useWaiting();
  const outbox = waiting > 0 ? { waiting: t.waiting({ n: waiting }) } : {};
  return (
    <AppFrame
      title={session.tenantName}
      home="/hoy"
      groups={groups}
      current={pathname}
      shortcuts={[
        { label: t.day, icon: Home, href: "/hoy" },
        { label: t.families, icon: Users, href: "/familias" },
        { label: t.add, icon: Plus, href: "/anadir" },
        { label: t.trays, icon: Inbox, href: "/bandejas", ...outbox },
        { label: t.more, icon: MenuIcon, href: "/mas" },
      ]}
      tools={<Tools waiting={waiting} />}
      status={<Status />}
    >
      {children}
    </AppFrame>
  );
}

function Tools({ waiting }: { readonly waiting: number }) {
  const t = useTexts(appTexts);
  const session = useSession();
  const signOut = useSignOut();
  return (
    <>
      <Anchor href="/bandejas" className="hidden min-h-11 items-center px-3 text-sm text-ink-soft md:flex">
        <span role="status">{waiting > 0 ? t.waiting({ n: waiting }) : t.allSent}</span>
      </Anchor>
      <Anchor href="/cuenta" className="hidden min-h-11 items-center px-3 text-sm md:flex">
        {session.displayName}
      </Anchor>
      <IconButton label={t.signOut} icon={LogOut} onPress={signOut} />
    </>
  );
}

function Status() {
  const t = useTexts(appTexts);
  const session = useSession();
  const online = useOnline();
  return (
    <>
      {session.demo && (
        <aside className="border-b border-line bg-sunken px-4 py-1.5 text-center text-sm text-ink-soft print:hidden">
          {t.demo}
        </aside>
      )}
      <div role="status">
        {!online && (
          <p className="flex items-center justify-center gap-2 border-b border-line bg-sunken px-4 py-2 text-sm">
            <CloudOff className="size-4 shrink-0" />
            {t.offline}
          </p>
        )}
      </div>
    </>
  );
}
