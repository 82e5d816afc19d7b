import type { Expression, ScalarType } from "../expressions/expression.ts";
import type {
  Band,
  ChoiceList,
  DimensionScoring,
  InstrumentDefinition,
  Item,
  LocalText,
  MatrixItem,
  MatrixRow,
  Provenance,
  Rater,
} from "./definition.ts";

/** A definition's item, or one row of a matrix as a question of its own. */
export type Source =
  | { readonly kind: "item"; readonly item: Item }
  | { readonly kind: "row"; readonly row: MatrixRow; readonly matrix: MatrixItem };

export type NodeType = Item["type"];

/** One place of the instrument with its expressions read; matrix rows are nodes of type `choice` or `multi`. */
export interface Node {
  readonly name: string;
  readonly type: NodeType;
  readonly source: Source;
  readonly number?: string;
  readonly label?: LocalText;
  readonly labelFamily?: LocalText;
  readonly dimension?: string;
  readonly raters?: readonly Rater[];
  readonly provenance?: Provenance;
  readonly pendingText: boolean;
  /** The group, repeat or matrix that holds it. */
  readonly parent?: Node;
  /** Names of the repeats that hold it, outermost first. */
  readonly repeats: readonly string[];
  readonly list?: ChoiceList;
  readonly children: readonly Node[];
  readonly expressions: NodeExpressions;
}

export type ExpressionField =
  | "relevant"
  | "required"
  | "readOnly"
  | "constraint"
  | "choiceFilter"
  | "calculation"
  | "default"
  | "repeatCount";

export type NodeExpressions = { readonly [field in ExpressionField]?: Expression };

export interface CompiledScoredItem {
  readonly node: Node;
  readonly weight: number;
  readonly points?: ReadonlyMap<string, number>;
  readonly reversed: boolean;
  /** Lowest and highest points the item can give, where known. */
  readonly range?: { readonly low: number; readonly high: number };
}

export interface CompiledScoring {
  readonly rule: DimensionScoring;
  readonly bands: readonly Band[];
  /** Sorted by name, so that sums do not depend on the order in which items are written. */
  readonly items: readonly CompiledScoredItem[];
}

/** An instrument ready to run; made by `compileInstrument` only. */
export interface CompiledInstrument {
  readonly definition: InstrumentDefinition;
  /** Every node in the order of the document. */
  readonly nodes: readonly Node[];
  readonly roots: readonly Node[];
  readonly byName: ReadonlyMap<string, Node>;
  /** Every node after all it depends on. */
  readonly order: readonly Node[];
  readonly types: ReadonlyMap<string, ScalarType>;
  readonly scoring: readonly CompiledScoring[];
}

/** Whether the node can hold an answer at all. */
export function isQuestion(node: Node): boolean {
  return !["note", "calc", "group", "repeat", "matrix", "unavailable"].includes(node.type);
}

/** Whether the node may be answered now: a question whose text is known. */
export function isAnswerable(node: Node): boolean {
  return isQuestion(node) && !node.pendingText;
}
