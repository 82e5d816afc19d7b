import { useState } from "react";
import { returnFindingsByChild } from "../../contracts/returns.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Loading } from "../ui/Loading.tsx";
import { FindingList } from "./FindingList.tsx";
import { PagesOf } from "./PagesOf.tsx";
import { returnsTexts } from "./texts.ts";

/** Children with something found, those with most first; each opens to what it is. */
export function ByChild({ batchId }: { readonly batchId: string }) {
  const t = useTexts(returnsTexts).child;
  const [page, setPage] = useState(1);
  const answer = useRead(returnFindingsByChild, { batchId, page });
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { items, total } = answer.data;
  return (
    <section aria-label={t.caption} className="grid gap-3">
      <h3>{t.caption}</h3>
      <ul className="card divide-y divide-line">
        {items.map((one) => (
          <li key={one.child}>
            <OneChild batchId={batchId} {...one} />
          </li>
        ))}
      </ul>
      <PagesOf page={page} here={items.length} total={total} onChange={setPage} label={t.caption} />
    </section>
  );
}

interface OneChildProps {
  readonly batchId: string;
  readonly child: string;
  readonly count: number;
  readonly rules: readonly string[];
}

function OneChild({ batchId, child, count, rules }: OneChildProps) {
  const t = useTexts(returnsTexts);
  const { number } = useFormats();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer px-4 py-3">
        <span className="font-bold">{child}</span>{" "}
        <span className="numeric text-ink-soft">
          {t.child.count}: {number(count)} · {t.child.rules}: {rules.join(", ")}
        </span>
      </summary>
      {open && (
        <div className="px-4 pb-4">
          <FindingList batchId={batchId} child={child} />
        </div>
      )}
    </details>
  );
}
