import type { AnyEndpoint } from "./endpoint.ts";
import type { AnyOperation } from "./operation.ts";
import type { AnyQuery } from "./query.ts";

type Module = Readonly<Record<string, unknown>>;
const modules = import.meta.glob<Module>(["./*/*.ts", "!./{access,database,demo,jobs}/*.ts", "!./**/*.test.ts"], {
  eager: true,
});

function collect<Kind>(kind: string): Kind[] {
  return Object.values(modules)
    .flatMap((module) => Object.values(module))
    .filter((value): value is { kind: string; name: string } => {
      return typeof value === "object" && value !== null && (value as { kind?: unknown }).kind === kind;
    })
    .filter((value) => "contract" in value)
    .sort((left, right) => left.name.localeCompare(right.name)) as Kind[];
}

/** Every operation, query and endpoint that a concept folder exports; there is no list to edit. */
export const operations = collect<AnyOperation>("operation");
export const queries = collect<AnyQuery>("query");
export const endpoints = collect<AnyEndpoint>("endpoint");
