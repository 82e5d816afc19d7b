/**
 * Stands in for the schema library in the browser's build: screens use the names, addresses and types of contracts, the
 * server checks the schemas. Every builder keeps only the properties that other contracts spread.
 */
const builder = (properties?: unknown) => ({ properties });

export const Type: unknown = new Proxy({}, { get: () => builder });
