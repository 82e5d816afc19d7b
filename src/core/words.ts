/** A text in the two languages people read. */
export interface Words {
  readonly es: string;
  readonly en: string;
}
