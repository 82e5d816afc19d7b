import * as contracts from "../../contracts/accounts.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { OFFERED_ROLES } from "../../core/accounts/role.ts";
import { defineQuery } from "../query.ts";
import { readAccounts, readGrantPlaces } from "./accounts.read.ts";

export const accounts = defineQuery({
  name: contracts.accounts.name,
  contract: contracts.accounts,
  permission: (actor) => holdsSomewhere(actor, contracts.accounts.action),
  read: (context, { search }) => readAccounts(context, { ...(search !== undefined && { search }) }),
  trace: "nothing_personal",
});

export const account = defineQuery({
  name: contracts.account.name,
  contract: contracts.account,
  permission: (actor) => holdsSomewhere(actor, contracts.account.action),
  read: async (context, { userId }) => {
    const [found] = (await readAccounts(context, { userId })).items;
    return found && { today: context.actor.today, account: found };
  },
  trace: "nothing_personal",
});

export const grantChoices = defineQuery({
  name: contracts.grantChoices.name,
  contract: contracts.grantChoices,
  permission: (actor) => holdsSomewhere(actor, contracts.grantChoices.action),
  read: async (context) => ({ roles: [...OFFERED_ROLES], places: await readGrantPlaces(context) }),
  trace: "nothing_personal",
});
