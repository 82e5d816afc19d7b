import { useState } from "react";
import { visitPreparation } from "../../contracts/sessions.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { AfterVisit } from "./AfterVisit.tsx";
import { sessionsTexts } from "./texts.ts";
import { VisitForm } from "./VisitForm.tsx";

/** Records a visit that nobody had planned. */
export function Screen() {
  const caseId = useParameter("caseId");
  return <RecordVisit caseId={caseId} />;
}

interface RecordVisitProps {
  readonly caseId: string;
  /** The visit that was planned, if any. */
  readonly sessionId?: string;
}

/** A visit from the door to «¿Algo más con esta familia?». What the form needs is read once and kept while it is open. */
export function RecordVisit({ caseId, sessionId }: RecordVisitProps) {
  const t = useTexts(sessionsTexts);
  const preparation = useRead(visitPreparation, { caseId, ...(sessionId && { sessionId }) });
  const [saved, setSaved] = useState<"sent" | "waiting" | null>(null);
  if (preparation.data === undefined) {
    if (preparation.isError) {
      return <FailurePage error={preparation.error} onRetry={() => void preparation.refetch()} />;
    }
    return <Loading />;
  }
  const { familyName, familyCode, householdId } = preparation.data;
  return (
    <>
      <IdentityBar name={familyName} code={familyCode} back={{ href: `/familias/${householdId}`, label: t.back }} />
      {saved === null ? (
        <VisitForm preparation={preparation.data} onSaved={setSaved} />
      ) : (
        <AfterVisit preparation={preparation.data} sent={saved === "sent"} />
      )}
    </>
  );
}
