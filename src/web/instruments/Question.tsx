import type { ReactNode } from "react";
import type { Block } from "../../core/instruments/pages.ts";
import { shownValue } from "../../core/instruments/shownTexts.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { ChoiceQuestion, SeveralQuestion } from "./ChoiceQuestion.tsx";
import { MatrixQuestion } from "./MatrixQuestion.tsx";
import { DateQuestion, MomentQuestion } from "./MomentQuestion.tsx";
import { NumberQuestion, TextQuestion } from "./NumberQuestion.tsx";
import { PlaceQuestion } from "./PlaceQuestion.tsx";
import { PriorityStar } from "./PriorityStar.tsx";
import { RankQuestion } from "./RankQuestion.tsx";
import { RepeatQuestion } from "./RepeatQuestion.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";

/** Several blocks one below another; neighbours whose text is pending share one line. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  const parts: (Block | readonly Block[])[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (!block.node.pendingText) parts.push(block);
    else if (Array.isArray(last)) parts[parts.length - 1] = [...(last as readonly Block[]), block];
    else parts.push([block]);
  }
  return (
    <div className="grid gap-8">
      {parts.map((part) =>
        Array.isArray(part) ? (
          <PendingBlocks key={(part as readonly Block[])[0]?.path} blocks={part as readonly Block[]} />
        ) : (
          <BlockView key={(part as Block).path} block={part as Block} />
        ),
      )}
    </div>
  );
}

function PendingBlocks({ blocks }: { readonly blocks: readonly Block[] }) {
  const t = useTexts(instrumentsTexts).question;
  return (
    <details className="rounded-md border border-dashed border-edge px-4 py-2 text-ink-soft">
      <summary className="min-h-11 py-2">{t.pendingGroup({ n: blocks.length })}</summary>
      <p className="pb-2 text-sm">{t.pendingHint}</p>
      <ul className="grid gap-1 pb-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {blocks.map(({ path, node }) => (
          <li key={path}>
            <span className="numeric font-bold">{node.number ?? node.name}</span> · {t.pending}
          </li>
        ))}
      </ul>
    </details>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  const { node } = block;
  if (node.type === "group") return <GroupView block={block} />;
  if (node.type === "repeat") return <RepeatQuestion block={block} />;
  if (node.type === "note") return <NoteView block={block} />;
  if (node.type === "calc") return <CalculatedView block={block} />;
  if (node.type === "unavailable") return <UnavailableView block={block} />;
  if (node.type === "matrix") return <MatrixQuestion block={block} />;
  return <QuestionFrame block={block}>{questionOf(block)}</QuestionFrame>;
}

/** The control of one answerable question. */
export function questionOf(block: Block): ReactNode {
  switch (block.node.type) {
    case "choice":
      return <ChoiceQuestion block={block} />;
    case "multi":
      return <SeveralQuestion block={block} />;
    case "rank":
      return <RankQuestion block={block} />;
    case "int":
    case "dec":
      return <NumberQuestion block={block} />;
    case "date":
      return <DateQuestion block={block} />;
    case "time":
    case "datetime":
      return <MomentQuestion block={block} />;
    case "geopoint":
      return <PlaceQuestion block={block} />;
    case "attachment":
      return <AttachmentView block={block} />;
    default:
      return <TextQuestion block={block} />;
  }
}

/** A question with what belongs to it: its star, and the way to take a chosen answer back. */
export function QuestionFrame({ block, children }: { readonly block: Block; readonly children: ReactNode }) {
  const { answer, set, reading } = useFilling();
  const t = useTexts(instrumentsTexts).question;
  const { path, node } = block;
  const locked = reading.evaluation.readOnly.has(path);
  const chosen = node.type === "choice" && answer(path) !== undefined && !locked;
  return (
    <div data-path={path} className="grid scroll-mt-32 gap-3">
      <Media block={block} />
      {children}
      {locked && <p className="text-sm text-ink-soft">{t.readOnly}</p>}
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        <PriorityStar block={block} />
        {chosen && (
          <Button tone="quiet" size="small" onPress={() => set(path, null)}>
            {t.clear}
          </Button>
        )}
      </div>
    </div>
  );
}

function Media({ block }: { readonly block: Block }) {
  const t = useTexts(instrumentsTexts).question;
  const { source } = block.node;
  const media = source.kind === "item" ? (source.item.media ?? []) : [];
  return media.map(({ file }) => (
    <p key={file} className="text-sm text-ink-soft">
      {t.media({ file })}
    </p>
  ));
}

function GroupView({ block }: { readonly block: Block }) {
  const { wording, say } = useFilling();
  const title = wording(block);
  const item = block.node.source.kind === "item" ? block.node.source.item : undefined;
  if (title === "") return <Blocks blocks={block.blocks} />;
  return (
    <fieldset aria-label={title} className="grid gap-5 border-l-4 border-line pl-4">
      <div className="grid gap-1">
        <h3>{title}</h3>
        {item?.hint && <p className="text-sm text-ink-soft">{say(item.hint, block.path)}</p>}
      </div>
      <Blocks blocks={block.blocks} />
    </fieldset>
  );
}

function NoteView({ block }: { readonly block: Block }) {
  const { wording } = useFilling();
  return (
    <div className="grid gap-1">
      <Media block={block} />
      <p className="whitespace-pre-line">{wording(block)}</p>
    </div>
  );
}

function CalculatedView({ block }: { readonly block: Block }) {
  const { wording, reading } = useFilling();
  const t = useTexts(instrumentsTexts).question;
  const { tag } = useLocale();
  const value = reading.evaluation.values.get(block.path);
  const text = typeof value === "number" ? value.toLocaleString(tag) : shownValue(reading, block.node, block.path);
  return (
    <p className="grid gap-0.5 rounded-md bg-sunken px-4 py-3">
      <span className="font-bold">{wording(block)}</span>
      <output className="numeric">{text === "" ? t.noValue : text}</output>
      <span className="text-sm text-ink-soft">{t.calculated}</span>
    </p>
  );
}

const WHY = ["calculation_not_run", "relevance_not_run", "type_not_supported", "unknown_type", "unknown_list"] as const;

function UnavailableView({ block }: { readonly block: Block }) {
  const { wording } = useFilling();
  const t = useTexts(instrumentsTexts).question;
  const { source } = block.node;
  const reason = source.kind === "item" && source.item.type === "unavailable" ? source.item.reason : "";
  const title = wording(block);
  const known = WHY.find((code) => code === reason);
  return (
    <Banner tone="neutral" {...(title ? { title } : {})}>
      {t.unavailable} {t.why[known ?? "other"]}
    </Banner>
  );
}

function AttachmentView({ block }: { readonly block: Block }) {
  const { wording, shownProblem } = useFilling();
  const t = useTexts(instrumentsTexts).question;
  const problem = shownProblem(block.path);
  return (
    <Banner tone={problem ? "soon" : "neutral"} title={wording(block)}>
      {problem ?? t.noAttachment}
    </Banner>
  );
}
