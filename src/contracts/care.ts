import { type Static, Type } from "typebox";
import { SETTING_GROUPS } from "../core/care/groups.ts";
import { exitGroups } from "../core/outcomes/words.ts";
import { queryContract } from "./contract.ts";
import { Day, Id, nullable, oneOf, record } from "./scalars.ts";

const MaybeText = nullable(Type.String());
const MaybeDay = nullable(Day);

/** Where somebody in care lived, as outcomes group it. */
const SettingGroup = oneOf(...SETTING_GROUPS);

const Setting = record({
  startsOn: Day,
  endsOn: MaybeDay,
  group: SettingGroup,
  /** Codes of the return, as the agency sent them. */
  placeType: MaybeText,
  legalStatus: MaybeText,
  reasonNew: MaybeText,
  area: MaybeText,
  sameCarer: Type.Boolean(),
});

const Period = record({
  periodId: Id,
  startedOn: Day,
  endedOn: MaybeDay,
  /** The day after which the returns say nothing more of a child who had not left. */
  lostOn: MaybeDay,
  exitGroup: nullable(oneOf(...exitGroups)),
  exitCode: MaybeText,
  leftTruncated: Type.Boolean(),
  settings: Type.Array(Setting),
});

/** The dated facts of one child, from the returns that count. */
export const careChild = queryContract({
  name: "careChild",
  url: "/api/care/care-child",
  summary: "Los hechos fechados de una niña o un niño bajo cuidado: estancias, lugares, revisiones y ausencias.",
  action: "care.read",
  parameters: record({ childId: Id }),
  output: record({
    childId: Id,
    externalId: Type.String(),
    source: Type.String(),
    personId: nullable(Id),
    sex: oneOf("female", "male", "other", "unknown"),
    birthDate: MaybeDay,
    factsUntil: MaybeDay,
    periods: Type.Array(Period),
    reviews: Type.Array(record({ heldOn: Day, code: Type.String() })),
    absences: Type.Array(record({ startsOn: Day, endsOn: MaybeDay, kind: oneOf("missing", "away") })),
  }),
});
export type CarePeriod = Static<typeof Period>;
