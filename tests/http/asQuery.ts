/** A value as the query of an address: texts as they are, anything else as JSON. */
export function asQuery(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.map(([name, member]) => [name, typeof member === "string" ? member : JSON.stringify(member)]),
  );
}
