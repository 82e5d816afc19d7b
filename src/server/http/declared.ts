import type { FastifyInstance, RouteOptions } from "fastify";
import { isAction } from "../../core/access/actions.ts";

interface Declared {
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly action?: unknown;
  readonly access?: unknown;
}

function missing(route: RouteOptions): string | undefined {
  const contract = (route.config as { contract?: Declared } | undefined)?.contract;
  if (!contract) return "it has no contract";
  const response = (route.schema as { response?: Record<string, unknown> } | undefined)?.response;
  if (!response?.[200]) return "it has no schema of its answer";
  if (contract.kind === "endpoint") {
    return contract.access === "public" || contract.access === "signed_in"
      ? undefined
      : "it does not say who may call it";
  }
  if (contract.kind !== "operation" && contract.kind !== "query") return "its contract is of no known kind";
  return isAction(contract.action) ? undefined : "its contract names no action of the policy";
}

/**
 * From here on a route without contract, access and schema of its answer cannot be registered: the process does not
 * start. Files of the browser application are registered before and are public by nature.
 */
export function refuseUndeclaredRoutes(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    const reason = missing(route);
    if (reason) throw new Error(`route ${String(route.method)} ${route.url} is refused: ${reason}`);
  });
}
