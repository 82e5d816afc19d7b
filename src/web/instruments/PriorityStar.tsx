import { Star } from "lucide-react";
import { useState } from "react";
import { isAnswerable, type Node } from "../../core/instruments/compiled.ts";
import type { Block } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "../ui/classes.ts";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";

/** What a plan can be made of: a matter of some dimension or on some scale, not a name or a date, and not one row of many. */
export function canBePriority(node: Node): boolean {
  return (
    isAnswerable(node) && node.repeats.length === 0 && (node.dimension !== undefined || node.list?.ordered === true)
  );
}

/** Marks a question as what matters most. Pressing at the limit says why nothing happened. */
export function PriorityStar({ block }: { readonly block: Block }) {
  const { priorities, wording } = useFilling();
  const t = useTexts(instrumentsTexts).priority;
  const [full, setFull] = useState(false);
  if (!priorities || !canBePriority(block.node)) return null;
  const { chosen, most, onChange } = priorities;
  const { name } = block.node;
  const marked = chosen.includes(name);
  const press = () => {
    const others = chosen.filter((one) => one !== name);
    const refused = !marked && others.length >= most;
    setFull(refused);
    if (!refused) onChange(marked ? others : [...others, name]);
  };
  return (
    <>
      <button
        type="button"
        aria-pressed={marked}
        aria-label={`${t.mark}: ${wording(block)}`}
        onClick={press}
        className={classes(
          "inline-flex min-h-11 items-center gap-2 rounded-full border px-4 text-sm",
          marked ? "border-ochre-mark bg-ochre-soft font-bold text-ochre" : "border-edge bg-surface hover:bg-sunken",
        )}
      >
        <Star className={classes("size-5", marked && "fill-current")} />
        {t.mark}
      </button>
      <span role="status" className="text-sm text-ochre empty:hidden">
        {full && !marked && chosen.length >= most ? t.full : ""}
      </span>
    </>
  );
}
