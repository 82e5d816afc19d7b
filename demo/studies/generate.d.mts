type Name = "lista-de-espera.csv" | "familias-parecidas.csv";

/** What the programme really changes in each table, in points, by construction. */
export const TRUE_EFFECTS: Readonly<Record<Name, number>>;

/** Every table by its file name. */
export const tables: Readonly<Record<Name, () => string>>;
