import { screens } from "../app/screens.ts";
import { useSession } from "../app/session.tsx";
import { appTexts } from "../app/texts.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";

/** Everything new that can be recorded from anywhere; what belongs to one family is added from its file. */
export function Screen() {
  const t = useTexts(appTexts);
  const { language } = useLocale();
  const { actions } = useSession();
  const entries = screens
    .flatMap((screen) =>
      screen.add && actions.includes(screen.add.action) ? [{ path: screen.path, add: screen.add }] : [],
    )
    .sort((left, right) => left.add.order - right.add.order);
  return (
    <section className="grid max-w-md gap-4">
      <h1>{t.addTitle}</h1>
      <p className="text-ink-soft">{t.addIntro}</p>
      <ul className="grid gap-3">
        {entries.map(({ path, add }) => (
          <li key={path} className="grid">
            <LinkButton href={path} icon={add.icon}>
              {add.text[language]}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
