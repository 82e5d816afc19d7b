import { screens } from "../app/screens.ts";
import { useSession } from "../app/session.tsx";
import { appTexts } from "../app/texts.ts";
import { useSignOut } from "../app/useSignOut.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";

/** On phones, the places that are not in the bar below. */
export function Screen() {
  const t = useTexts(appTexts);
  const { language } = useLocale();
  const session = useSession();
  const signOut = useSignOut();
  const entries = screens
    .flatMap((screen) => {
      const { nav } = screen;
      if (!nav || nav.phone || (nav.action !== undefined && !session.actions.includes(nav.action))) return [];
      return [{ path: screen.path, nav }];
    })
    .sort((left, right) => left.nav.order - right.nav.order);
  return (
    <section className="grid max-w-md gap-4">
      <h1>{t.moreTitle}</h1>
      <p className="text-ink-soft">{session.displayName}</p>
      <ul className="grid gap-3">
        {entries.map(({ path, nav }) => (
          <li key={path} className="grid">
            <LinkButton href={path} icon={nav.icon}>
              {nav.text[language]}
            </LinkButton>
          </li>
        ))}
      </ul>
      <Button onPress={signOut}>{t.signOut}</Button>
    </section>
  );
}
