import { X } from "lucide-react";
import { Button, Label, Tag, TagGroup, TagList as TagListParts } from "react-aria-components/TagGroup";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "./texts.ts";
import { WidgetLocale } from "./WidgetLocale.tsx";

export interface TagEntry {
  readonly id: string;
  readonly label: string;
}
export interface TagListProps {
  readonly label: string;
  readonly tags: readonly TagEntry[];
  /** With it each tag can be taken away: filters in force, people invited. */
  readonly onRemove?: (id: string) => void;
}

/** Several words that belong together, moved through with the arrows and removed with Delete. */
export function TagList({ label, tags, onRemove }: TagListProps) {
  const t = useTexts(uiTexts);
  const remove = (keys: Set<string | number>) => {
    for (const key of keys) onRemove?.(String(key));
  };
  const removal = onRemove ? { onRemove: remove } : {};
  return (
    <WidgetLocale>
      <TagGroup {...removal} className="grid gap-1.5">
        <Label className="text-sm font-bold">{label}</Label>
        <TagListParts className="flex flex-wrap gap-2">
          {tags.map((tag) => (
            <Tag
              key={tag.id}
              id={tag.id}
              textValue={tag.label}
              className="inline-flex min-h-11 items-center gap-1 rounded-full border border-edge bg-surface pl-4 text-sm not-has-[button]:pr-4 md:min-h-9"
            >
              {tag.label}
              {onRemove && (
                <Button
                  slot="remove"
                  aria-label={t.tags.remove({ tag: tag.label })}
                  className="inline-flex size-11 items-center justify-center rounded-full hover:bg-sunken md:size-9"
                >
                  <X className="size-4" />
                </Button>
              )}
            </Tag>
          ))}
        </TagListParts>
      </TagGroup>
    </WidgetLocale>
  );
}
