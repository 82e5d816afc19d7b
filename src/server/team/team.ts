import * as contracts from "../../contracts/team.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readColleagues, readTeamView } from "./team.read.ts";

export const teamView = defineQuery({
  name: contracts.teamView.name,
  contract: contracts.teamView,
  permission: (actor) => holdsSomewhere(actor, contracts.teamView.action),
  read: (context, { userId }) => readTeamView(context, userId),
  trace: ({ families }) => ({ shownIds: families.map(({ householdId }) => householdId), shownCount: families.length }),
});

export const colleagues = defineQuery({
  name: contracts.colleagues.name,
  contract: contracts.colleagues,
  permission: (actor) => holdsSomewhere(actor, contracts.colleagues.action),
  read: (context, { q }) => readColleagues(context, q),
  trace: "nothing_personal",
});
