import { endsOfCare } from "./codes.ts";
import {
  cell,
  day,
  eachNextEpisode,
  eachRow,
  episodesInOrder,
  firstBy,
  isAfter,
  isFilled,
  isOneOf,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ReturnRow, Rule } from "./rule.ts";

const described = ["PLACE", "PL_POST", "URN", "PLACE_PROVIDER"];

/** True when the two cells say the same, both blank included. */
function sameOrBothBlank(one: ReturnRow, other: ReturnRow, column: string): boolean {
  return cell(one, column) === cell(other, column);
}

/** True when both cells are filled and say the same: two blanks say nothing of the place. */
function sameAndKnown(one: ReturnRow, other: ReturnRow, column: string): boolean {
  return isFilled(one, column) && cell(one, column) === cell(other, column);
}

/** Episodes one after another: the start and end of each, and what the next one says of it. */
export const episodeChain: readonly Rule[] = [
  {
    code: "142",
    es: "Empezó otro episodio y el anterior sigue abierto. Escriba la fecha y el motivo de fin del anterior.",
    en: "A new episode has started, but the previous episode has not ended.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const episodes = episodesInOrder(child).filter((episode) => day(episode, "DECOM") !== undefined);
      const open = episodes.slice(0, -1).filter((row) => day(row, "DEC") === undefined || !isFilled(row, "REC"));
      return refsTo("Episodes", open, ["DEC", "REC"]);
    },
  },
  {
    code: "148",
    es: "La fecha y el motivo de fin del episodio van juntos: escriba los dos o deje los dos en blanco.",
    en: "Date episode ceased and reason episode ceased must both be coded, or both left blank.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow("Episodes", ["DEC", "REC"], (row) => isFilled(row, "DEC") !== isFilled(row, "REC")),
  },
  {
    code: "353",
    es: "El episodio empieza antes del 14 de octubre de 1991. Corrija la fecha de inicio.",
    en: "No episode submitted can start before 14 October 1991.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow("Episodes", ["DECOM"], (row) => isAfter("1991-10-14", day(row, "DECOM"))),
  },
  {
    code: "354",
    es: "El episodio empieza después del fin del año que se informa. Corrija la fecha o infórmelo en el año que toca.",
    en: "Date episode ceased must be on or before the end of the current collection year.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow("Episodes", ["DECOM"], (row, { window }) => isAfter(day(row, "DECOM"), window.end)),
  },
  {
    code: "355",
    es: "El episodio parece durar menos de un día. Revise las fechas de inicio y de fin.",
    en: "Episode appears to have lasted for less than 24 hours",
    severity: "warning",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["DECOM", "DEC"],
      (row) => isFilled(row, "DEC") && cell(row, "DEC") === cell(row, "DECOM"),
    ),
  },
  {
    code: "356",
    es: "El episodio termina antes de empezar. Corrija una de las dos fechas.",
    en: "The date the episode ceased is before the date the same episode started.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow("Episodes", ["DECOM"], (row) => isAfter(day(row, "DECOM"), day(row, "DEC"))),
  },
  {
    code: "357",
    es: "Es el primer episodio y su motivo de inicio no es S. Revise si falta un episodio anterior; si no falta, escriba S.",
    en: "If this is the first episode ever for this child, reason for new episode must be S.  Check whether there is an episode immediately preceding this one, which has been left out.  If not the reason for new episode code must be amended to S.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const first = firstBy(rowsOf(child, "Episodes"), "DECOM");
      const begins = first !== undefined && !isAfter(child.window.start, day(first, "DECOM"));
      return begins && !isOneOf(first, "RNE", ["S"]) ? refsTo("Episodes", [first], ["RNE"]) : [];
    },
  },
  {
    code: "385",
    es: "El episodio termina después del fin del año que se informa. Corrija la fecha o deje el episodio abierto.",
    en: "Date episode ceased must be on or before the end of the current collection year.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow("Episodes", ["DEC"], (row, { window }) => isAfter(day(row, "DEC"), window.end)),
  },
  {
    code: "388",
    es: "El motivo de fin dice que sigue otro episodio y no lo hay ese día, o hay otro ese día y el motivo no lo dice. Corrija el motivo o añada el episodio.",
    en: "Reason episode ceased is coded new episode begins, but there is no continuation episode.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const episodes = episodesInOrder(child);
      const wrong = episodes.filter((episode, at) => {
        const next = episodes[at + 1];
        const [ended, begins] = [day(episode, "DEC"), day(next, "DECOM")];
        if (ended === undefined || !isFilled(episode, "REC")) return false;
        const continues = isOneOf(episode, "REC", ["X1"]);
        return next === undefined ? continues : begins !== undefined && continues !== (ended === begins);
      });
      return refsTo("Episodes", wrong, ["REC"]);
    },
  },
  {
    code: "431",
    es: "El motivo dice que empieza a estar en cuidado, pero el episodio anterior terminó ese mismo día o después. Corrija el motivo o las fechas.",
    en: "The reason for new episode is started to be looked after, but the previous episode ended on the same day.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachNextEpisode(
      ["RNE", "DECOM"],
      (episode, before) =>
        isOneOf(episode, "RNE", ["S"]) &&
        day(episode, "DECOM") !== undefined &&
        day(before, "DEC") !== undefined &&
        !isAfter(day(episode, "DECOM"), day(before, "DEC")),
    ),
  },
  {
    code: "432",
    es: "El episodio anterior cerró el periodo de cuidado; este debe empezar con motivo S. Corrija el motivo de inicio o el de fin.",
    en: "The child ceased to be looked after at the end of the previous episode but the reason for the new episode is not started to be looked after.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachNextEpisode(
      ["RNE"],
      (episode, before) => isOneOf(before, "REC", endsOfCare) && !isOneOf(episode, "RNE", ["S"]),
    ),
  },
  {
    code: "433",
    es: "El motivo dice que continúa el periodo de cuidado, pero no empieza el día en que terminó el anterior. Corrija las fechas o el motivo.",
    en: "The reason for new episode suggests that this is a continuation episode, but the episode does not start on the same day as the last episode finished.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachNextEpisode(
      ["RNE", "DECOM"],
      (episode, before) =>
        isOneOf(episode, "RNE", ["P", "L", "T", "U", "B"]) &&
        (day(before, "DEC") === undefined || day(before, "DEC") !== day(episode, "DECOM")),
    ),
  },
  {
    code: "434",
    es: "El motivo dice que cambió la situación legal y no el lugar, pero los datos dicen otra cosa. Corrija el motivo o los datos.",
    en: "Reason for new episode is that child's legal status has changed but not the placement, but this is not reflected in the episode data.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachNextEpisode(
      ["RNE", "LS", ...described],
      (episode, before) =>
        isOneOf(episode, "RNE", ["L"]) &&
        (sameAndKnown(episode, before, "LS") || described.some((column) => !sameAndKnown(episode, before, column))),
    ),
  },
  {
    code: "435",
    es: "El motivo dice que cambió el lugar y no la situación legal, pero los datos dicen otra cosa. Corrija el motivo o los datos.",
    en: "Reason for new episode is that child’s placement has changed but not the legal status, but this is not reflected in the episode data recorded.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachNextEpisode(
      ["LS", ...described],
      (episode, before) =>
        isOneOf(episode, "RNE", ["P", "T"]) &&
        (!sameAndKnown(episode, before, "LS") || described.every((column) => sameAndKnown(episode, before, column))),
    ),
  },
  {
    code: "436",
    es: "El motivo dice que cambiaron el lugar y la situación legal, pero alguno de los dos es igual que antes. Corrija el motivo o los datos.",
    en: "Reason for new episode is that both child’s placement and legal status have changed, but this is not reflected in the episode data.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachNextEpisode(
      ["RNE", "LS", ...described],
      (episode, before) =>
        isOneOf(episode, "RNE", ["U", "B"]) &&
        (sameOrBothBlank(episode, before, "LS") ||
          described.every((column) => sameOrBothBlank(episode, before, column))),
    ),
  },
  {
    code: "437",
    es: "Consta que falleció o que cumplió 18 años y hay episodios después. Corrija el motivo de fin o quite los episodios que sobran.",
    en: "Reason episode ceased is child has died or is aged 18 or over but there are further episodes.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const episodes = episodesInOrder(child);
      const wrong = episodes.filter(
        (episode, at) =>
          at + 1 < episodes.length && day(episode, "DECOM") !== undefined && isOneOf(episode, "REC", ["E2", "E15"]),
      );
      return refsTo("Episodes", wrong, ["REC"]);
    },
  },
  {
    code: "501",
    es: "El episodio empieza antes de que termine el anterior. Corrija las fechas para que no se pisen.",
    en: "A new episode has started before the end date of the previous episode.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachNextEpisode(["DECOM", "DEC"], (episode, before) => isAfter(day(before, "DEC"), day(episode, "DECOM"))),
  },
  {
    code: "504",
    es: "El código de necesidad cambió dentro del mismo periodo de cuidado. Escriba el mismo del comienzo del periodo.",
    en: "The category of need code differs from that reported at start of current period of being looked after",
    severity: "error",
    tables: ["Episodes"],
    touched: eachNextEpisode(
      ["CIN"],
      (episode, before) =>
        isOneOf(before, "REC", ["X1"]) &&
        day(before, "DEC") !== undefined &&
        day(before, "DEC") === day(episode, "DECOM") &&
        !sameOrBothBlank(episode, before, "CIN"),
    ),
  },
];
