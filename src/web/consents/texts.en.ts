import { type Catalogue, message } from "../i18n/texts.ts";
import type { es } from "./texts.es.ts";

export const en: Catalogue<typeof es> = {
  title: "Consents",
  add: "Note consent",
  none: "No consent is recorded.",
  manners: { signed: "Signed", verbal: "Spoken", digital: "Digital" },
  given: message("{name}, {how}, {day}"),
  until: message("until {day}"),
  inForce: "In force",
  over: "Ended",
  withdrawn: message("Withdrawn on {day}"),
  withdraw: "Withdraw",
  withdrawOf: message("Withdraw the consent of {name}: {purpose}"),
  form: {
    title: "New consent",
    intro:
      "Explain calmly what it is for, what will be done, and that it can be taken back at any time without losing help.",
    purpose: "What for",
    person: "Who consents",
    manner: "How it is given",
    givenOn: "When",
    validTo: "Until when",
    validToHint: "First day on which it no longer holds. Without a date it holds until it is taken back.",
    save: "Save consent",
    saved: "Consent saved.",
    missing: {
      purpose: "Choose what it is for.",
      person: "Choose who consents.",
      manner: "Choose how it is given.",
      givenOn: "Write the date.",
    },
    noProgramme: "Once the family is in a programme, the purposes of that programme appear here.",
    care: "Accompanying the family",
  },
  withdrawal: {
    title: "Withdrawal of a consent",
    intro: "What was done until that day stays valid. From then on nothing more is done for it.",
    withdrawnOn: "Since when",
    reason: "What the person says",
    save: "Save withdrawal",
    saved: "Withdrawal saved.",
    missing: { withdrawnOn: "Write the date.", reason: "Write what the person says." },
    gone: "This consent is already withdrawn or is not in the file.",
  },
};
