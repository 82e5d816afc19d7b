import { type DateValue, parseDate } from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight } from "lucide-react";
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker as DatePickerParts,
  DateSegment,
  Group,
  Label,
  Popover,
} from "react-aria-components/DatePicker";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Modal";
import { isCalendarDate } from "../i18n/dates.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { FieldHelp, type FieldProps, LabelText, useField } from "./field.tsx";
import { uiTexts } from "./texts.ts";
import { WidgetLocale } from "./WidgetLocale.tsx";

export interface DatePickerProps extends FieldProps {
  /** ISO date; empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** ISO dates; days outside cannot be picked and, when typed, the screen's own rule refuses them. */
  readonly min?: string;
  readonly max?: string;
}

/** A date near today (a visit, a due date): typed by segments or picked in a calendar. Loads the calendar: import it lazily. */
export function DatePicker(props: DatePickerProps) {
  const field = useField(props);
  return (
    <div id={field.id} className={classes("grid gap-1.5", field.error && "border-l-4 border-ochre-mark pl-3")}>
      <WidgetLocale>
        <DatePickerParts
          value={calendarDate(props.value)}
          onChange={(date) => props.onChange(date?.toString().slice(0, 10) ?? "")}
          isDateUnavailable={(date) => outside(date, props)}
          isInvalid={field.error !== undefined}
          shouldForceLeadingZeros={false}
          granularity="day"
          aria-describedby={field.describedBy}
          className="grid gap-1.5"
        >
          <Label className="font-bold">
            <LabelText {...props} />
          </Label>
          <FieldHelp field={field} hint={props.hint} />
          <DateBox invalid={field.error !== undefined} />
          <CalendarPopover />
        </DatePickerParts>
      </WidgetLocale>
    </div>
  );
}

function DateBox({ invalid }: { readonly invalid: boolean }) {
  const t = useTexts(uiTexts);
  return (
    <Group className="flex w-full max-w-xs">
      <DateInput className={classes("control flex items-center rounded-r-none", invalid && "border-2 border-ochre")}>
        {(segment) => (
          <DateSegment
            segment={segment}
            className={classes(
              "numeric rounded-sm px-0.5 data-[placeholder]:text-ink-soft",
              "data-[focused]:bg-teal data-[focused]:text-on-teal data-[focused]:outline-none",
            )}
          />
        )}
      </DateInput>
      <Button
        aria-label={t.date.open}
        className="inline-flex size-11 min-h-full shrink-0 items-center justify-center rounded-r-md border border-l-0 border-edge bg-surface hover:bg-sunken"
      >
        <CalendarDays className="size-5" />
      </Button>
    </Group>
  );
}

function CalendarPopover() {
  return (
    <Popover className="floating p-3" offset={4}>
      <Dialog className="outline-none">
        <Calendar>
          <header className="flex items-center justify-between gap-2 pb-2">
            <Button slot="previous" className={PAGE}>
              <ChevronLeft className="size-5" />
            </Button>
            <Heading className="text-base first-letter:uppercase" />
            <Button slot="next" className={PAGE}>
              <ChevronRight className="size-5" />
            </Button>
          </header>
          <CalendarGrid weekdayStyle="short" className="border-separate border-spacing-0.5">
            <CalendarGridHeader>
              {(day) => <CalendarHeaderCell className="text-sm font-normal text-ink-soft">{day}</CalendarHeaderCell>}
            </CalendarGridHeader>
            <CalendarGridBody>{(date) => <CalendarCell date={date} className={CELL} />}</CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </Dialog>
    </Popover>
  );
}

const PAGE = "inline-flex size-11 items-center justify-center rounded-md hover:bg-sunken data-[disabled]:opacity-40";
const CELL = classes(
  "numeric flex size-10 items-center justify-center rounded-md hover:bg-teal-soft",
  "data-[outside-month]:hidden data-[selected]:bg-teal data-[selected]:font-bold data-[selected]:text-on-teal",
  "data-[unavailable]:text-ink-soft data-[unavailable]:line-through data-[today]:ring-2 data-[today]:ring-ochre-mark",
);

function calendarDate(value: string): DateValue | null {
  return isCalendarDate(value) ? parseDate(value) : null;
}

function outside(date: DateValue, { min, max }: Pick<DatePickerProps, "min" | "max">): boolean {
  const iso = date.toString().slice(0, 10);
  return (min !== undefined && iso < min) || (max !== undefined && iso > max);
}
