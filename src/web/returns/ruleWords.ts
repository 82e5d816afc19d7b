import { useLocale } from "../i18n/LocaleProvider.tsx";

/** What a rule says, in the reader's language. */
export function useRuleWords(): (rule: { readonly es: string; readonly en: string }) => string {
  const { language } = useLocale();
  return (rule) => rule[language];
}
