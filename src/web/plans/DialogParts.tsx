import { ConflictNotice } from "../app/ConflictNotice.tsx";
import type { ApiFailure } from "../app/request.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { plansTexts } from "./texts.ts";

interface SaveOrBackProps {
  readonly save: string;
  readonly busy: boolean;
  readonly onBack: () => void;
}

/** The two buttons of a dialog with a form. */
export function SaveOrBack({ save, busy, onBack }: SaveOrBackProps) {
  const t = useTexts(plansTexts);
  return (
    <div className="flex flex-col gap-2 md:flex-row">
      <Button type="submit" tone="primary" wide busy={busy}>
        {save}
      </Button>
      <Button wide onPress={onBack}>
        {t.goBack}
      </Button>
    </div>
  );
}

interface MineOrTheirsProps {
  readonly conflict: ApiFailure["conflict"] | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly show?: (field: string, value: unknown) => string;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Both values of a stale edit, and the two ways out. Nothing while nobody was faster. */
export function MineOrTheirs({ conflict, labels, show, onMine, onTheirs }: MineOrTheirsProps) {
  const t = useTexts(plansTexts);
  if (!conflict) return null;
  return (
    <ConflictNotice
      conflict={conflict}
      labels={labels}
      {...(show && { show })}
      actions={
        <>
          <Button onPress={onMine}>{t.keepMine}</Button>
          <Button onPress={onTheirs}>{t.keepTheirs}</Button>
        </>
      }
    />
  );
}
