interface UnderWayProps {
  /** What is being done and how far it has come; empty while nothing is. */
  readonly words: string;
  /** From 0 to 1; undefined while it cannot be told, null while nothing is under way. */
  readonly share: number | null | undefined;
}

/** Something that takes a while. Its words are said as they change: the place for them is there before they are. */
export function UnderWay({ words, share }: UnderWayProps) {
  return (
    <div className="grid gap-1">
      <p role="status" className={words ? "" : "sr-only"}>
        {words}
      </p>
      {share !== null && (
        <progress
          aria-label={words}
          className="h-2 w-full accent-teal"
          max={1}
          {...(share !== undefined && { value: share })}
        />
      )}
    </div>
  );
}
