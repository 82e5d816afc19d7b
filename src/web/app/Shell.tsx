import { CloudOff, Home, Inbox, LogOut, Menu as MenuIcon, Plus, Users } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef } from "react";
import { useLocation, useRouter } from "wouter";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { AppFrame, type NavigationGroup } from "../ui/AppFrame.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { go } from "./address.ts";
import { Content, fetchEarlyScreens } from "./Content.tsx";
import { FailurePage } from "./pages.tsx";
import type { ScreenRoute } from "./routes.ts";
import { entriesOf, homeOf, MENU, screenAt } from "./screens.ts";
import { useOnline, useWaiting } from "./sending.ts";
import { SignedInProvider, useMay, useSession, useSessionQuery } from "./session.tsx";
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

/** The address and the screen that belongs to it. */
function usePlace(): Place {
  const [pathname] = useLocation();
  const { parser } = useRouter();
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
  useEffect(() => {
    if (pathname === "/") go(homeOf(session.actions), { replace: true });
  }, [pathname, session.actions]);
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
  return MENU.map((group) => ({
    title: t.groups[group],
    entries: entriesOf(group, session.actions).map(({ path, nav }) => ({
      href: path,
      label: nav.text[language],
      icon: nav.icon,
    })),
  })).filter((group) => group.entries.length > 0);
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
  const field = [
    { label: t.day, icon: Home, href: "/hoy" },
    { label: t.families, icon: Users, href: "/familias" },
    { label: t.add, icon: Plus, href: "/anadir" },
    { label: t.trays, icon: Inbox, href: "/bandejas", ...outbox },
  ];
  // Whoever accompanies no family finds in the bottom bar what their own menu begins with.
  const desk = groups.flatMap(({ entries }) => entries).slice(0, 4);
  return (
    <AppFrame
      title={session.tenantName}
      home={homeOf(session.actions)}
      groups={groups}
      current={pathname}
      shortcuts={[...(useMay("household.read") ? field : desk), { label: t.more, icon: MenuIcon, href: "/mas" }]}
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
