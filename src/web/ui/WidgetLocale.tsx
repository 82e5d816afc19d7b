import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { useLocale } from "../i18n/LocaleProvider.tsx";

/** Makes the widgets of react-aria speak the person's language instead of the browser's. */
export function WidgetLocale({ children }: { readonly children: ReactNode }) {
  return <I18nProvider locale={useLocale().tag}>{children}</I18nProvider>;
}
