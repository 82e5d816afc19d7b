import { type RawBuilder, type SqlBool, sql } from "kysely";

/** A piece of SQL with its values apart: `strings` are the texts around each value, one more than values. */
export interface Fragment {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

function isFragment(value: unknown): value is Fragment {
  return typeof value === "object" && value !== null && "strings" in value && "values" in value;
}

/** Template tag: a fragment inside a fragment is spliced in, everything else becomes a parameter. */
export function piece(texts: TemplateStringsArray, ...parts: readonly unknown[]): Fragment {
  const strings: string[] = [texts[0] ?? ""];
  const values: unknown[] = [];
  const extend = (text: string) => {
    strings[strings.length - 1] += text;
  };
  parts.forEach((part, index) => {
    if (isFragment(part)) {
      extend(part.strings[0] ?? "");
      part.values.forEach((value, inner) => {
        values.push(value);
        strings.push(part.strings[inner + 1] ?? "");
      });
    } else {
      values.push(part);
      strings.push("");
    }
    extend(texts[index + 1] ?? "");
  });
  return { strings, values };
}

/** Text that is part of the statement itself; only for names that were checked. */
export function verbatim(text: string): Fragment {
  return { strings: [text], values: [] };
}

/** Fragments with a word between them, in parentheses. */
export function joined(fragments: readonly Fragment[], word: "and" | "or"): Fragment {
  const [first, ...others] = fragments;
  if (!first) return verbatim(word === "and" ? "true" : "false");
  return piece`(${others.reduce((whole, next) => piece`${whole} ${verbatim(word)} ${next}`, first)})`;
}

/** For the typed builder: `.where(asExpression(fragment))`. */
export function asExpression(fragment: Fragment): RawBuilder<SqlBool> {
  return sql<SqlBool>(fragment.strings as unknown as TemplateStringsArray, ...fragment.values);
}

/** For hand-written statements: text whose first parameter is `$first`, and the values to append. */
export function asText(fragment: Fragment, first = 1): { readonly text: string; readonly values: readonly unknown[] } {
  const text = fragment.strings.reduce((whole, next, index) => `${whole}$${first + index - 1}${next}`);
  return { text, values: fragment.values };
}
