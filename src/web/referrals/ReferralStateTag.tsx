import type { ReferralState } from "../../contracts/referrals.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { referralsTexts } from "./texts.ts";

const TONES = {
  received: "soon",
  screened: "info",
  accepted: "good",
  declined: "neutral",
  redirected: "neutral",
} as const satisfies Record<ReferralState, Tone>;

/** Where a referral stands, in a word. */
export function ReferralStateTag({ state }: { readonly state: ReferralState }) {
  const t = useTexts(referralsTexts);
  return <StatusTag tone={TONES[state]}>{t.state[state]}</StatusTag>;
}
