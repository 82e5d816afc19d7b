import { demoSignIns as contract } from "../../contracts/auth.ts";
import { ROLES, type Role } from "../../core/access/policy.ts";
import { defineEndpoint } from "../endpoint.ts";

/** Password of every fictional account; public by design, so a demonstration holds no real person's data. */
export const DEMO_PASSWORD = "manzanas y nueces";

export const demoSignIns = defineEndpoint({
  name: contract.name,
  contract,
  handle: async ({ surroundings }) => {
    if (!surroundings.demo) return { status: 200, body: { signIns: [] } };
    const { rows } = await surroundings.pool.query<{ email: string; display_name: string; role: Role }>(
      "select * from app.demo_sign_ins()",
    );
    const inOrder = rows.toSorted((one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role));
    const signIns = inOrder.map(({ email, display_name, role }) => {
      return { email, name: display_name, role, password: DEMO_PASSWORD };
    });
    return { status: 200, body: { signIns } };
  },
});
