import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Block } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Blocks } from "./Question.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";

/** Questions answered once per row: members, animals, plots. Rows are added and taken away. */
export function RepeatQuestion({
  block,
  underTitle = false,
}: {
  readonly block: Block;
  readonly underTitle?: boolean;
}) {
  const { wording, addRow, shownProblem } = useFilling();
  const t = useTexts(instrumentsTexts).rows;
  const title = wording(block);
  const problem = shownProblem(block.path);
  const counted = block.node.expressions.repeatCount !== undefined;
  return (
    <fieldset aria-label={title || undefined} data-path={block.path} className="grid scroll-mt-32 gap-4">
      {title && !underTitle && <h3>{title}</h3>}
      {problem && <p className="font-bold text-ochre">{problem}</p>}
      {block.rows.length === 0 && <p className="text-ink-soft">{t.none}</p>}
      <ol className="grid gap-4">
        {block.rows.map((row, index) => (
          <Row key={row.prefix} block={block} index={index} title={title} />
        ))}
      </ol>
      {!counted && (
        <p>
          <Button icon={Plus} onPress={() => addRow(block.path)}>
            {block.rows.length === 0 ? t.addFirst : t.add}
          </Button>
        </p>
      )}
    </fieldset>
  );
}

interface RowProps {
  readonly block: Block;
  readonly index: number;
  readonly title: string;
}

function Row({ block, index, title }: RowProps) {
  const { removeRow } = useFilling();
  const t = useTexts(instrumentsTexts).rows;
  const [asking, setAsking] = useState(false);
  const name = title ? `${title} · ${index + 1}` : t.one({ n: index + 1 });
  return (
    <li className="grid gap-5 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-bold">{name}</p>
        <span className="flex flex-wrap gap-2">
          {asking ? (
            <>
              <Button size="small" onPress={() => setAsking(false)}>
                {t.keep}
              </Button>
              <Button
                size="small"
                tone="danger"
                onPress={() => {
                  setAsking(false);
                  removeRow(block.path, index);
                }}
              >
                {t.removeSure}
              </Button>
            </>
          ) : (
            <Button
              size="small"
              tone="quiet"
              icon={Trash2}
              aria-label={`${t.remove}: ${name}`}
              onPress={() => setAsking(true)}
            >
              {t.remove}
            </Button>
          )}
        </span>
      </div>
      <Blocks blocks={block.rows[index]?.blocks ?? []} />
    </li>
  );
}
