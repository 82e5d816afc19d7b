/** A place on the map, in degrees and metres. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude?: number;
  readonly accuracy?: number;
}

/** A reference to a stored document; the file itself travels apart. */
export interface AttachmentReference {
  readonly document: string;
  readonly name: string;
}

/** What may stand under one name: `null` and absence both mean unanswered. */
export type AnswerValue =
  | null
  | string
  | number
  | readonly string[]
  | GeoPoint
  | AttachmentReference
  | readonly Answers[];

/**
 * Answers by item name. Groups add no level; a repeat holds an array of rows. Paths are written `name` and
 * `repeat[0].name`, rows counted from 0.
 */
export interface Answers {
  readonly [name: string]: AnswerValue | undefined;
}
