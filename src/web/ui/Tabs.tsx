import { type ReactNode, useId } from "react";
import { Tab, TabList, TabPanel, Tabs as TabsParts } from "react-aria-components/Tabs";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "./texts.ts";
import { WidgetLocale } from "./WidgetLocale.tsx";

export interface TabEntry {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly TabEntry[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Views of one thing inside a page. On phones the row of tabs is a «Ir a…» list. Sections with their own address use `SectionNav`. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  const t = useTexts(uiTexts);
  const selectId = useId();
  return (
    <WidgetLocale>
      <div className="grid gap-1.5 md:hidden print:hidden">
        <label htmlFor={selectId} className="font-bold">
          {t.tabs.goTo}
        </label>
        <select id={selectId} className="control" value={value} onChange={(event) => onChange(event.target.value)}>
          {tabs.map((tab) => (
            <option key={tab.id} value={tab.id}>
              {tab.label}
            </option>
          ))}
        </select>
      </div>
      <TabsParts selectedKey={value} onSelectionChange={(key) => onChange(String(key))}>
        <TabList aria-label={label} className="hidden gap-1 border-b border-line md:flex">
          {tabs.map((tab) => (
            <Tab key={tab.id} id={tab.id} className={TAB}>
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {tabs.map((tab) => (
          <TabPanel key={tab.id} id={tab.id} className="pt-6">
            {tab.content}
          </TabPanel>
        ))}
      </TabsParts>
    </WidgetLocale>
  );
}

const TAB =
  "-mb-px flex min-h-11 cursor-pointer items-center rounded-t-md border-b-4 border-transparent px-4 pt-2 pb-1 text-ink-soft " +
  "hover:bg-sunken hover:text-ink data-[selected]:border-teal data-[selected]:font-bold data-[selected]:text-ink";
