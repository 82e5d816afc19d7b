import { Search, X } from "lucide-react";
import { type FormEvent, useId, useRef } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "./Button.tsx";
import { classes } from "./classes.ts";
import { IconButton } from "./IconButton.tsx";
import { uiTexts } from "./texts.ts";

export interface SearchFieldProps {
  /** What is searched: «Buscar familias por nombre, código o teléfono». */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  readonly placeholder?: string;
  readonly hideLabel?: boolean;
  /** A visible button with the word; without it Enter searches. */
  readonly withButton?: boolean;
}

/** The search of a list or of everything. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, onSubmit, placeholder, hideLabel = false, withButton = false } = props;
  const t = useTexts(uiTexts);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.(value);
  };
  const clear = () => {
    onChange("");
    input.current?.focus();
  };
  return (
    <search>
      <form onSubmit={submit} className="grid gap-1.5">
        <label htmlFor={id} className={classes("font-bold", hideLabel && "sr-only")}>
          {label}
        </label>
        <div className="flex gap-2">
          <div className="relative grow">
            <Search className="pointer-events-none absolute top-3 left-3 size-5 text-ink-soft" />
            <input
              ref={input}
              id={id}
              type="search"
              value={value}
              placeholder={placeholder}
              autoComplete="off"
              onChange={(event) => onChange(event.target.value)}
              className="control px-10 [&::-webkit-search-cancel-button]:hidden"
            />
            {value !== "" && (
              <IconButton label={t.search.clear} icon={X} onPress={clear} className="absolute top-0 right-0" />
            )}
          </div>
          {withButton && <Button type="submit">{t.search.submit}</Button>}
        </div>
      </form>
    </search>
  );
}
