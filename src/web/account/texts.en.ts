import type { Catalogue } from "../i18n/texts.ts";
import type { es } from "./texts.es.ts";

export const en: Catalogue<typeof es> = {
  title: "My account",
  enrolIntro:
    "To protect families, this account needs a second factor: a code application on your phone. Enter your password to begin.",
  enrol: "Set up second factor",
  secretIntro: "Type this secret into your code application, or open it from this phone. Then enter the code it shows.",
  openApplication: "Open the code application",
  languageTitle: "Language",
  languageText: "Trenza speaks English to you.",
  passwordTitle: "Password",
  current: "Current password",
  next: "New password",
  nextHint: "At least 12 characters. A short phrase works well.",
  changePassword: "Change password",
  passwordChanged: "Password changed. Your other sessions were closed.",
  secondFactorTitle: "Second factor",
  secondFactorOn: "Your account has a second factor.",
  secondFactorOff: "Your account has no second factor yet.",
  pinTitle: "Family mode code",
  pinIntro: "4 to 8 digits. You take the screen back with it after lending it to a family.",
  pin: "New code",
  pinMissing: "Enter the code.",
  savePin: "Save code",
  pinSaved: "Code saved.",
  signInsTitle: "Where I am signed in",
  thisBrowser: "This browser",
  otherBrowser: "Another browser",
  lastSeen: "Last activity",
  endAll: "Close all my sessions",
};
