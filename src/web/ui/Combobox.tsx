import { ChevronDown } from "lucide-react";
import { useEffect, useState } from "react";
import {
  Button,
  ComboBox as ComboBoxParts,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components/ComboBox";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { FieldHelp, type FieldProps, LabelText, useField } from "./field.tsx";
import { uiTexts } from "./texts.ts";
import { WidgetLocale } from "./WidgetLocale.tsx";

export interface ComboboxOption {
  readonly id: string;
  readonly label: string;
  /** A second line: code, territory, role. */
  readonly detail?: string;
}

export interface ComboboxProps extends FieldProps {
  readonly value: ComboboxOption | null;
  readonly onChange: (value: ComboboxOption | null) => void;
  /** Answers what people type; older requests are aborted. A short fixed list may be filtered right here. */
  readonly load: (query: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]> | readonly ComboboxOption[];
}

/** One of very many: type and choose. Announces how many options there are. Loads the widget: import it lazily. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, load } = props;
  const t = useTexts(uiTexts);
  const field = useField(props);
  const [query, setQuery] = useState(value?.label ?? "");
  const { options, state } = useOptions(query, load);
  const choose = (key: string | number | null) => {
    const chosen = key === null ? null : (options.find(({ id }) => id === key) ?? null);
    setQuery(chosen?.label ?? "");
    onChange(chosen);
  };
  const type = (text: string) => {
    setQuery(text);
    if (text === "") onChange(null);
  };
  return (
    <div id={field.id} className={classes("grid gap-1.5", field.error && "border-l-4 border-ochre-mark pl-3")}>
      <WidgetLocale>
        <ComboBoxParts
          items={options}
          value={value?.id ?? null}
          onChange={choose}
          inputValue={query}
          onInputChange={type}
          isInvalid={field.error !== undefined}
          allowsEmptyCollection
          menuTrigger="input"
          aria-describedby={field.describedBy}
          className="grid gap-1.5"
        >
          <Label className="font-bold">
            <LabelText {...props} />
          </Label>
          <FieldHelp field={field} hint={props.hint} />
          <Box />
          <Popover className="floating w-(--trigger-width) overflow-auto p-1" offset={4}>
            <ListBox<ComboboxOption>
              className="grid gap-0.5 outline-none"
              renderEmptyState={() => <p className="px-3 py-2 text-ink-soft">{t.combobox[state]}</p>}
            >
              {(option) => <Option option={option} />}
            </ListBox>
          </Popover>
        </ComboBoxParts>
      </WidgetLocale>
    </div>
  );
}

function Box() {
  const t = useTexts(uiTexts);
  return (
    <div className="flex max-w-md">
      <Input className="control rounded-r-none" placeholder={t.combobox.type} />
      <Button
        aria-label={t.combobox.show}
        className="inline-flex size-11 min-h-full shrink-0 items-center justify-center rounded-r-md border border-l-0 border-edge bg-surface hover:bg-sunken"
      >
        <ChevronDown className="size-5" />
      </Button>
    </div>
  );
}

function Option({ option }: { readonly option: ComboboxOption }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      className="grid min-h-11 content-center rounded-md px-3 py-1.5 outline-none data-[focused]:bg-teal data-[focused]:text-on-teal data-[selected]:font-bold"
    >
      <span>{option.label}</span>
      {option.detail && <span className="text-sm">{option.detail}</span>}
    </ListBoxItem>
  );
}

type Loading = "nothing" | "searching" | "failed";

function useOptions(query: string, load: ComboboxProps["load"]) {
  const [options, setOptions] = useState<readonly ComboboxOption[]>([]);
  const [state, setState] = useState<Loading>("searching");
  useEffect(() => {
    const request = new AbortController();
    const answer = async () => {
      try {
        const found = await load(query, request.signal);
        if (request.signal.aborted) return;
        setOptions(found);
        setState("nothing");
      } catch {
        if (request.signal.aborted) return;
        setOptions([]);
        setState("failed");
      }
    };
    setState("searching");
    // A pause in typing, so that a slow connection is asked once per word and not once per letter.
    const pause = setTimeout(answer, query === "" ? 0 : 180);
    return () => {
      clearTimeout(pause);
      request.abort();
    };
  }, [query, load]);
  return { options, state };
}
