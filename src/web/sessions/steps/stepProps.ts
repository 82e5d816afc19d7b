import type { Draft } from "../../outbox/drafts.ts";
import type { Preparation, VisitDraft } from "../visitDraft.ts";

/** What every step of a visit is given. */
export interface StepProps {
  readonly draft: VisitDraft;
  readonly update: Draft<VisitDraft>["update"];
  readonly preparation: Preparation;
}
