/** What may not be told of small numbers. Data of the publisher, never of the law unless a law is named as its source. */
export interface SuppressionRule {
  /** Counts from 1 to this are hidden. */
  readonly limit: number;
  /** What can be deduced of a hidden small count must leave at least this much between its least and its greatest value. */
  readonly protection: number;
  /** Whether a zero is always shown, or may be hidden to protect another count. */
  readonly zeros: "shown" | "may_hide";
  readonly sources: readonly {
    readonly of: "limit" | "protection";
    readonly mark: "FACT" | "INFERENCE";
    readonly text: string;
  }[];
}

/** Where a publisher starts from; all of it can be changed. */
export const usualRule: SuppressionRule = {
  limit: 10,
  protection: 5,
  zeros: "may_hide",
  sources: [
    {
      of: "limit",
      mark: "FACT",
      text: "California Child Welfare Indicators Project: values 1 to 10 are masked, and complemented so that they cannot be derived",
    },
    {
      of: "protection",
      mark: "INFERENCE",
      text: "This project's own choice: half of the limit. No source gives a number.",
    },
  ],
};
