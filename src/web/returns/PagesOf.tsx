import { useRef } from "react";
import { Pagination } from "../ui/Pagination.tsx";

interface PagesOfProps {
  readonly page: number;
  /** Rows on this page; a full one tells how many a page has. */
  readonly here: number;
  readonly total: number;
  readonly onChange: (page: number) => void;
  readonly label: string;
}

/** Pages of a list whose server alone knows how long a page is. */
export function PagesOf({ page, here, total, onChange, label }: PagesOfProps) {
  const full = useRef(1);
  full.current = Math.max(full.current, here);
  if (total <= full.current && page === 1) return null;
  return <Pagination page={page} pageSize={full.current} total={total} onChange={onChange} label={label} />;
}
