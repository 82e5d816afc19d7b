/** Letters and digits that nobody confuses, neither on paper nor on the telephone. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP = 5;

/**
 * A first password: four groups of five, about 99 bits, to be changed by its owner. `draw` gives a whole number from 0 to before
 * `below`, by chance that nobody can guess.
 */
export function firstPassword(draw: (below: number) => number): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS.charAt(draw(LETTERS.length))).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
