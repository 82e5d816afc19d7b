import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { ApiFailure, NotReached } from "./request.ts";
import { appTexts } from "./texts.ts";

/** An address that leads nowhere, or nowhere this person may go: the same page for both. */
export function NotFoundPage() {
  const t = useTexts(appTexts);
  return (
    <section className="grid max-w-prose gap-4">
      <h1>{t.notFound.title}</h1>
      <p>{t.notFound.text}</p>
      <p>
        <LinkButton href="/">{t.notFound.home}</LinkButton>
      </p>
    </section>
  );
}

/** A page this role may not open. */
export function ForbiddenPage() {
  const t = useTexts(appTexts);
  return (
    <section className="grid max-w-prose gap-4">
      <h1>{t.forbidden.title}</h1>
      <p>{t.forbidden.text}</p>
      <p>
        <LinkButton href="/">{t.notFound.home}</LinkButton>
      </p>
    </section>
  );
}

/** The server cannot be reached. */
export function UnreachablePage({ onRetry }: { readonly onRetry: () => void }) {
  const t = useTexts(appTexts);
  return (
    <section className="grid max-w-prose gap-4" role="alert">
      <h1>{t.unreachable.title}</h1>
      <p>{t.unreachable.text}</p>
      <p>
        <Button onPress={onRetry}>{t.unreachable.retry}</Button>
      </p>
    </section>
  );
}

/** The page for whatever a screen throws: each refusal gets its own words. */
export function FailurePage({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (error instanceof ApiFailure && error.status === 403) return <ForbiddenPage />;
  if (error instanceof ApiFailure && error.status === 404) return <NotFoundPage />;
  if (error instanceof ApiFailure) return <RefusedPage error={error} onRetry={onRetry} />;
  if (error instanceof NotReached) return <UnreachablePage onRetry={onRetry} />;
  return <UnreachablePage onRetry={onRetry} />;
}

function RefusedPage({ error, onRetry }: { readonly error: ApiFailure; readonly onRetry: () => void }) {
  const t = useTexts(appTexts);
  return (
    <section className="grid max-w-prose gap-4" role="alert">
      <h1>{error.message}</h1>
      <p>
        <Button onPress={onRetry}>{t.unreachable.retry}</Button>
      </p>
    </section>
  );
}
