import { session as contract } from "../../contracts/sessions.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RecordVisit } from "./RecordVisit.tsx";

/** Records the visit that was planned under this address. */
export function Screen() {
  const sessionId = useParameter("sessionId");
  const visit = useRead(contract, { sessionId });
  if (visit.isPending) return <Loading />;
  if (visit.isError) return <FailurePage error={visit.error} onRetry={() => void visit.refetch()} />;
  return <RecordVisit caseId={visit.data.caseId} sessionId={sessionId} />;
}
