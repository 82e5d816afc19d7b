import type { Page } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";

/** What a part is called: its dimension or group, else its place among the parts. */
export function usePageTitle(pages: readonly Page[]): (page: Page) => string {
  const t = useTexts(instrumentsTexts).form;
  const { say } = useFilling();
  return (page) => {
    const title = page.title ? say(page.title, "") : "";
    return title === "" ? t.noTitle({ n: pages.indexOf(page) + 1 }) : title;
  };
}
