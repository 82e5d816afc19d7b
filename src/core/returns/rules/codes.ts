/** Codes of the return for 2024-25 (SSDA903_schema_2024 and the published list of codes; see tests/data/ssda903). */

export const legalStatuses = ["C1", "C2", "D1", "E1", "J1", "J2", "J3", "L1", "L2", "L3", "V2", "V3", "V4"];
/** Accommodated in an agreed series of short breaks: no loss of parental care in the sense of the return. */
export const shortBreaks = ["V3", "V4"];
export const needs = ["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"];
export const placementProviders = ["PR0", "PR1", "PR2", "PR3", "PR4", "PR5"];
export const newEpisodeReasons = ["S", "L", "P", "T", "B", "U"];

export const foster = ["U1", "U2", "U3", "U4", "U5", "U6"];
export const longTermFoster = ["U1", "U4"];
export const placedForAdoption = ["A3", "A4", "A5", "A6"];
export const temporary = ["T0", "T1", "T2", "T3", "T4"];
/** Placements that need no provider. */
export const withoutProvider = [...temporary, "Z1"];
const otherPlacements = ["H5", "K1", "K2", "K3", "P1", "P2", "P3", "R1", "R2", "R3", "R5", "S1", "Z1"];
export const placements = [...placedForAdoption, ...otherPlacements, ...temporary, ...foster];

export const adopted = ["E11", "E12"];
export const specialGuardianship = ["E45", "E46", "E47", "E48"];
/** Every reason with which a child ceases to be looked after; `X1` only ends the episode. */
export const endsOfCare = [
  ...adopted,
  ...["E2", "E3", "E4A", "E4B", "E5", "E6", "E7", "E8", "E9", "E13", "E14", "E15", "E16", "E17", "E41"],
  ...specialGuardianship,
];
export const endReasons = ["X1", ...endsOfCare];
export const changeReasons = [
  ...["CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "LAREQ", "PLACE", "CUSTOD", "OTHER"],
];

export const ethnicities = [
  ...["WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH"],
  ...["BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"],
];

export const participation = ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"];
export const noScoreReasons = ["SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5"];
export const inTouch = ["YES", "NO", "DIED", "REFU", "NREQ", "RHOM"];
export const activities = ["F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0"];
export const accommodations = [
  ...["B", "C", "D", "E", "G", "H", "K", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"].flatMap((kind) => [
    `${kind}1`,
    `${kind}2`,
  ]),
  "0",
];
export const adopterSexes = ["M1", "F1", "MM", "FF", "MF"];
export const adopterCouples = ["MM", "FF", "MF"];
export const adopterStatuses = ["L0", "L11", "L12", "L2", "L3", "L4"];
export const reversalReasons = ["RD1", "RD2", "RD3", "RD4"];
export const permanenceOptions = ["P1", "P2", "P3", "P4", "Z1"];
export const workerChangeReasons = [
  ...["MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "SWDIED", "OTHERS"],
];

/** Columns of what is asked about adoption, care leavers and a whole year in care. */
export const adoptionColumns = ["DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"];
export const leaverColumns = ["IN_TOUCH", "ACTIV", "ACCOM"];
export const healthColumns = ["IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE"];
export const yearInCareColumns = [
  ...["CONVICTED", "HEALTH_CHECK"],
  ...healthColumns,
  ...["INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"],
];
