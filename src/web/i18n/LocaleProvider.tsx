import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { dateIn, writeDate, writeDistance, writeInstant, writeTime } from "./dates.ts";
import { type MoneyAmount, writeMoney, writeNumber } from "./numbers.ts";
import { type AddressForm, type Language, speak, type Texts, type TextsOf, type Voice } from "./texts.ts";

export interface Locale extends Voice {
  readonly timeZone: string;
  /** ISO date in the time zone; moves at midnight. */
  readonly today: string;
  setLanguage(language: Language): void;
}

const STORED_AS = "trenza.language";

function storedLanguage(): Language {
  try {
    return localStorage.getItem(STORED_AS) === "en" ? "en" : "es";
  } catch {
    return "es";
  }
}

function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // Private windows may refuse storage: the language then lasts as long as the page.
  }
}

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const LocaleContext = createContext<Locale | null>(null);
const systemClock = () => new Date();

interface LocaleProviderProps {
  readonly children: ReactNode;
  readonly address?: AddressForm;
  /** Country of the programme (`CL`, `MX`, `ES`…): decides decimal mark and digits. */
  readonly region?: string;
  readonly timeZone?: string;
  readonly clock?: () => Date;
}

/** Language, form of address, region and today's date for everything below. Spanish unless the person chose English. */
export function LocaleProvider(props: LocaleProviderProps) {
  const { children, address = "usted", region, timeZone = zone(), clock = systemClock } = props;
  const [language, setLanguage] = useState<Language>(storedLanguage);
  const today = useToday(clock, timeZone);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const locale = useMemo<Locale>(
    () => ({
      language,
      address,
      tag: `${language}-${region ?? (language === "es" ? "ES" : "GB")}`,
      timeZone,
      today,
      setLanguage: (next) => {
        storeLanguage(next);
        setLanguage(next);
      },
    }),
    [language, address, region, timeZone, today],
  );
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** Another form of address for everything below: a programme speaks to the family in its own way. */
export function AddressProvider(props: { readonly address: AddressForm; readonly children: ReactNode }) {
  const locale = useLocale();
  const { address, children } = props;
  const changed = useMemo<Locale>(() => ({ ...locale, address }), [locale, address]);
  return <LocaleContext value={changed}>{children}</LocaleContext>;
}

function useToday(clock: () => Date, timeZone: string): string {
  const [today, setToday] = useState(() => dateIn(clock(), timeZone));
  useEffect(() => {
    const look = () => setToday(dateIn(clock(), timeZone));
    look();
    const timer = setInterval(look, 60_000);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [clock, timeZone]);
  return today;
}

/** The locale in force. */
export function useLocale(): Locale {
  const locale = useContext(LocaleContext);
  if (!locale) throw new Error("useLocale needs a LocaleProvider above it");
  return locale;
}

/** The texts of a concept in the language and form of address in force: `const t = useTexts(sessionsTexts)`. */
export function useTexts<Es>(texts: TextsOf<Es>): Texts<Es> {
  return speak(texts, useLocale());
}

/** Dates, numbers and money as the person reads them. */
export function useFormats() {
  const locale = useLocale();
  return useMemo(() => {
    const { tag, today, timeZone } = locale;
    return {
      date: (date: string) => writeDate(date, { tag, today }),
      longDate: (date: string) => writeDate(date, { tag, today, style: "long" }),
      instant: (instant: string) => writeInstant(instant, { tag, today, timeZone }),
      time: (instant: string) => writeTime(instant, { tag, timeZone }),
      distance: (date: string) => writeDistance(date, today, tag),
      number: (value: number, decimals?: number) => writeNumber(value, tag, decimals),
      money: (amount: MoneyAmount) => writeMoney(amount, tag),
    };
  }, [locale]);
}
