import { CircleAlert } from "lucide-react";
import { useId } from "react";
import type { Block } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { PHONE, useMedia } from "../ui/useMedia.ts";
import { type Option, useOptions } from "./ChoiceQuestion.tsx";
import { PriorityStar } from "./PriorityStar.tsx";
import { QuestionFrame, questionOf } from "./Question.tsx";
import { Numbered } from "./questionLabel.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";

/** More columns than this do not fit side by side at a legible size. */
const MOST_COLUMNS = 7;

/** Several questions over one list: a grid where there is room, one question after another on phones. */
export function MatrixQuestion({ block }: { readonly block: Block }) {
  const { wording, say } = useFilling();
  const phone = useMedia(PHONE);
  const item = block.node.source.kind === "item" ? block.node.source.item : undefined;
  const columns = block.blocks[0]?.node.list?.choices.length ?? 0;
  const title = wording(block);
  return (
    <fieldset aria-label={title || undefined} className="grid gap-4">
      {title && (
        <h3>
          <Numbered number={block.node.number}>{title}</Numbered>
        </h3>
      )}
      {item?.hint && <p className="text-sm text-ink-soft">{say(item.hint, block.path)}</p>}
      {phone || columns > MOST_COLUMNS ? <OneByOne block={block} /> : <Grid block={block} title={title} />}
    </fieldset>
  );
}

function OneByOne({ block }: { readonly block: Block }) {
  return (
    <div className="grid gap-8">
      {block.blocks.map((row) =>
        row.node.pendingText ? (
          <PendingRow key={row.path} row={row} />
        ) : (
          <QuestionFrame key={row.path} block={row}>
            {questionOf(row)}
          </QuestionFrame>
        ),
      )}
    </div>
  );
}

function PendingRow({ row }: { readonly row: Block }) {
  const t = useTexts(instrumentsTexts).question;
  return (
    <p className="text-ink-soft">
      <span className="numeric font-bold">{row.node.number ?? row.node.name}</span> · {t.pending}
    </p>
  );
}

function Grid({ block, title }: { readonly block: Block; readonly title: string }) {
  const [first] = block.blocks;
  const options = useOptions(first ?? block);
  const { priorities } = useFilling();
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table aria-label={title || undefined} className="w-full border-collapse text-left">
        <thead className="border-b-2 border-line">
          <tr>
            <td className="p-3" />
            {options.map(({ choice, label }) => (
              <th key={choice.code} scope="col" className="px-2 py-3 text-center text-sm font-bold">
                {label}
              </th>
            ))}
            {priorities && <td className="p-3" />}
          </tr>
        </thead>
        <tbody>
          {block.blocks.map((row) => (
            <GridRow key={row.path} row={row} options={options} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GridRow({ row, options }: { readonly row: Block; readonly options: readonly Option[] }) {
  const { answer, set, wording, shownProblem, priorities } = useFilling();
  const t = useTexts(instrumentsTexts).question;
  const group = useId();
  const { path, node } = row;
  const raw = answer(path);
  const several = node.type === "multi";
  const chosen = Array.isArray(raw) ? (raw as readonly string[]) : typeof raw === "string" ? [raw] : [];
  const problem = shownProblem(path);
  const change = (code: string, checked: boolean) => {
    if (!several) return set(path, code);
    const next = options
      .map(({ choice }) => choice.code)
      .filter((one) => (one === code ? checked : chosen.includes(one)));
    set(path, next.length === 0 ? null : next);
  };
  return (
    <tr data-path={path} className="scroll-mt-32 border-b border-line last:border-b-0">
      <th scope="row" className="max-w-sm p-3 font-normal">
        <Numbered number={node.number}>{node.pendingText ? t.pending : wording(row)}</Numbered>
        {problem && (
          <span id={`${group}-problem`} className="flex items-start gap-1.5 text-sm font-bold text-ochre">
            <CircleAlert className="mt-0.5 size-4 shrink-0" />
            {problem}
          </span>
        )}
      </th>
      {options.map(({ choice, label }) => (
        <td key={choice.code} className="p-0 text-center">
          {!node.pendingText && (
            <label className="flex min-h-14 cursor-pointer items-center justify-center hover:bg-sunken has-checked:bg-teal-soft">
              <span className="sr-only">{`${wording(row)}: ${label}`}</span>
              <input
                type={several ? "checkbox" : "radio"}
                name={group}
                checked={chosen.includes(choice.code)}
                aria-describedby={problem ? `${group}-problem` : undefined}
                onChange={(event) => change(choice.code, event.target.checked)}
                className="size-6 accent-teal"
              />
            </label>
          )}
        </td>
      ))}
      {priorities && (
        <td className="p-2">
          <PriorityStar block={row} />
        </td>
      )}
    </tr>
  );
}
