import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { Taken } from "../../core/returns/batch.ts";
import { mostSigns } from "../../core/returns/reading.ts";
import { columnOf } from "../../core/returns/tables.ts";
import { type Inspected, textOf } from "./inspectFile.ts";
import { BrokenFile } from "./readCsv.ts";

/** Deeper than any return goes. */
const deepest = 20;
/** More records than one child can have: something else was given. */
const mostRecords = 20_000;

/** An element with parts: its name in capitals, and what its plain parts say, by the names of columns. */
export interface XmlPart {
  readonly element: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** What the elements of a kind of XML return mean. */
export interface XmlMeaning {
  /** All parts of one child, in the order in which they end, as rows; `first` is the number of the first of them. */
  readonly child: (parts: readonly XmlPart[], first: number) => readonly Taken[];
  /** A part that belongs to no child, such as the day of a census. */
  readonly beside: (part: XmlPart) => void;
}

interface Frame {
  readonly name: string;
  readonly cells: Record<string, string>;
  text: string;
  hasParts: boolean;
}

class TooMuch extends Error {}

const CHILD = "CHILD";

/** Collects the parts of each child and hands its rows over when the child is complete. */
function collector(meaning: XmlMeaning) {
  const stack: Frame[] = [];
  let parts: XmlPart[] = [];
  let row = 0;
  const done: Taken[] = [];
  const inChild = () => stack.some(({ name }) => name === CHILD);

  const close = () => {
    const frame = stack.pop();
    if (!frame) return;
    if (!frame.hasParts) {
      const parent = stack.at(-1);
      if (parent) parent.cells[columnOf(frame.name)] = frame.text.trim();
    } else if (frame.name === CHILD) {
      const taken = meaning.child(parts, row + 1);
      row += taken.length;
      done.push(...taken);
      parts = [];
    } else if (inChild()) parts.push({ element: frame.name, cells: frame.cells });
    else meaning.beside({ element: frame.name, cells: frame.cells });
    if (parts.length > mostRecords) throw new TooMuch("una sola niña o niño tiene demasiados registros");
  };

  return {
    open: (tag: SaxesTagPlain) => {
      const parent = stack.at(-1);
      if (parent) parent.hasParts = true;
      if (stack.length >= deepest) throw new TooMuch("hay elementos dentro de elementos sin fin");
      stack.push({ name: tag.name.toUpperCase(), cells: {}, text: "", hasParts: false });
    },
    text: (text: string) => {
      const frame = stack.at(-1);
      // One sign more than is kept is enough to refuse the cell.
      if (frame && frame.text.length <= mostSigns) frame.text += text.slice(0, mostSigns + 50);
    },
    close,
    drain: () => done.splice(0),
    position: () => row + parts.length,
  };
}

function parserOf(into: ReturnType<typeof collector>): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false });
  parser.on("opentag", (tag) => into.open(tag as SaxesTagPlain));
  parser.on("text", into.text);
  parser.on("cdata", into.text);
  parser.on("closetag", into.close);
  parser.on("error", (error) => {
    throw error;
  });
  return parser;
}

/** The rows of an XML return, numbered in the order in which they stand. Throws `BrokenFile` for one that is not well formed. */
export async function* readXmlRows(file: Inspected, meaning: XmlMeaning): AsyncGenerator<readonly Taken[]> {
  const into = collector(meaning);
  const parser = parserOf(into);
  try {
    for await (const piece of textOf(file)) {
      parser.write(piece);
      yield into.drain();
    }
    parser.close();
  } catch (error) {
    const why = error instanceof TooMuch ? error.message : "el XML no está bien formado o está cortado";
    throw new BrokenFile({ code: "file_broken", file: file.name, row: into.position() + 1, why });
  }
  yield into.drain();
}
