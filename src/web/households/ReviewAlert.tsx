import { useState } from "react";
import type { HouseholdFile } from "../../contracts/families.ts";
import { endAlert, reviewAlert } from "../../contracts/households.ts";
import { useParameter } from "../app/address.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useNavigate } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DatePicker } from "../ui/DatePicker.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { Form } from "../ui/Form.tsx";
import { useToast } from "../ui/Toast.tsx";
import { FamilyPage } from "./FamilyPage.tsx";
import { householdsTexts } from "./texts.ts";

type Alert = HouseholdFile["alerts"][number];

/** Is the warning still needed? Kept with a new day, or withdrawn. */
export function Screen() {
  const t = useTexts(householdsTexts).alerts;
  const alertId = useParameter("alertId");
  return (
    <FamilyPage title={t.reviewTitle} section="resumen">
      {(file) => {
        const alert = file.alerts.find(({ id }) => id === alertId);
        return alert ? (
          <ReviewForm file={file} alert={alert} />
        ) : (
          <EmptyState title={t.reviewTitle}>{t.gone}</EmptyState>
        );
      }}
    </FamilyPage>
  );
}

function ReviewForm({ file, alert }: { readonly file: HouseholdFile; readonly alert: Alert }) {
  const t = useTexts(householdsTexts).alerts;
  const { date } = useFormats();
  const toast = useToast();
  const navigate = useNavigate();
  const [reviewOn, setReviewOn] = useState("");
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const keeping = useSaving(reviewAlert, { day_in_past: "reviewOn" });
  const ending = useSaving(endAlert);
  const done = (text: string) => {
    toast({ text, tone: "good" });
    navigate(`/familias/${file.household.id}`);
  };
  const keep = async () => {
    const found = reviewOn === "" ? [{ field: "reviewOn", message: t.missing.reviewOn }] : [];
    setMissing(found);
    if (found.length > 0) return;
    await keeping.save({ alertId: alert.id, baseVersion: alert.version, reviewOn }, () => done(t.kept));
  };
  const end = () => ending.save({ alertId: alert.id, baseVersion: alert.version }, () => done(t.ended));
  const conflict = keeping.conflict ?? ending.conflict;
  return (
    <Form errors={[...missing, ...keeping.errors, ...ending.errors]} onSubmit={() => void keep()}>
      <blockquote className="border-l-4 border-ochre-mark bg-ochre-soft px-4 py-3">
        <strong>{alert.text}</strong>
        <br />
        <span className="text-sm text-ink-soft">
          {alert.raisedBy ?? "—"}, {date(alert.raisedOn)}
        </span>
      </blockquote>
      {conflict && (
        <ConflictNotice
          conflict={conflict}
          labels={{ reviewOn: t.reviewOn }}
          show={(_, value) => (typeof value === "string" ? date(value) : "—")}
          actions={null}
        />
      )}
      <DatePicker name="reviewOn" label={t.reviewOn} value={reviewOn} min={file.today} onChange={setReviewOn} />
      <div className="flex flex-wrap gap-3">
        <Button tone="primary" type="submit" busy={keeping.pending}>
          {t.keep}
        </Button>
        <Button busy={ending.pending} onPress={() => void end()}>
          {t.end}
        </Button>
      </div>
    </Form>
  );
}
