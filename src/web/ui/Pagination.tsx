import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "./Button.tsx";
import { uiTexts } from "./texts.ts";

export interface PaginationProps {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onChange: (page: number) => void;
  /** Of what, when a page has several. */
  readonly label?: string;
}

/** Which part of a long list is in sight, and the way to the next. */
export function Pagination({ page, pageSize, total, onChange, label }: PaginationProps) {
  const t = useTexts(uiTexts);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <nav
      aria-label={label ? `${t.pagination.label}: ${label}` : t.pagination.label}
      className="flex flex-wrap items-center justify-between gap-3 print:hidden"
    >
      <p role="status" className="numeric text-ink-soft">
        {t.pagination.results({ from, to, total })}
      </p>
      {pages > 1 && (
        <div className="flex items-center gap-2">
          {page > 1 && (
            <Button icon={ChevronLeft} onPress={() => onChange(page - 1)}>
              {t.pagination.previous}
            </Button>
          )}
          <span className="numeric px-2">{t.pagination.position({ page, pages })}</span>
          {page < pages && (
            <Button icon={ChevronRight} onPress={() => onChange(page + 1)} className="flex-row-reverse">
              {t.pagination.next}
            </Button>
          )}
        </div>
      )}
    </nav>
  );
}
