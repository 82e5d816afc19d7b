import { addDays } from "../../calendar/dates.ts";
import { shortBreaks, workerChangeReasons } from "./codes.ts";
import {
  allFilled,
  cell,
  day,
  eachRow,
  firstBy,
  inOrder,
  isAfter,
  isFilled,
  isOneOf,
  lastBy,
  previousRowsOf,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ChildReturn, ReturnRow, Rule } from "./rule.ts";

const workersOf = (child: ChildReturn) => inOrder(rowsOf(child, "SocialWorker"), "SW_DECOM");

/** Every worker but the last has to have left. */
function neverLeft(child: ChildReturn): readonly ReturnRow[] {
  return workersOf(child)
    .slice(0, -1)
    .filter((row) => !isFilled(row, "SW_DEC"));
}

/** What the first worker of the year says otherwise than the one who was still there last year. */
function workerSaysOtherwise(code: string, column: string, texts: Pick<Rule, "es" | "en">): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["SocialWorker"],
    previousTables: ["SocialWorker"],
    touched: (child) => {
      const first = firstBy(rowsOf(child, "SocialWorker"), "SW_DECOM");
      const last = lastBy(previousRowsOf(child, "SocialWorker"), "SW_DECOM");
      if (first === undefined || last === undefined || isFilled(last, "SW_DEC")) return [];
      return cell(first, column) === cell(last, column) ? [] : refsTo("SocialWorker", [first], [column]);
    },
  };
}

/** Who the social worker of the child is, one after another. */
export const socialWorkers: readonly Rule[] = [
  {
    code: "SW01STG1",
    es: "Está en cuidado el 31 de marzo y no consta quién lleva su caso. Añada su trabajadora o trabajador social.",
    en: "Child looked after on 31 March, but no social worker episode information is reported",
    severity: "error",
    tables: ["Episodes", "SocialWorker"],
    touched: (child) => {
      const open = rowsOf(child, "Episodes").filter((row) => !isFilled(row, "DEC") && !isOneOf(row, "LS", shortBreaks));
      const told = rowsOf(child, "SocialWorker").some((row) => allFilled(row, ["SW_ID", "SW_DECOM"]));
      return told ? [] : refsTo("Episodes", open, ["DEC"]);
    },
  },
  {
    code: "SW02STG1",
    es: "El identificador de quien lleva el caso debe empezar por SW o XX. Corríjalo.",
    en: "Social worker ID does not begin with the characters ‘SW’ or ‘XX’.",
    severity: "error",
    tables: ["SocialWorker"],
    touched: eachRow(
      "SocialWorker",
      ["SW_ID"],
      (row) => isFilled(row, "SW_ID") && !/^(?:SW|XX)/.test(cell(row, "SW_ID") ?? ""),
    ),
  },
  {
    code: "SW03STG1",
    es: "Faltan datos de quien lleva el caso: identificador, fecha de inicio o motivo del cambio. Complételos.",
    en: "For each social worker episode, information should be complete.",
    severity: "warning",
    tables: ["SocialWorker"],
    touched: eachRow(
      "SocialWorker",
      ["SW_ID", "SW_DECOM", "SW_REASON"],
      (row) => !allFilled(row, ["SW_ID", "SW_DECOM", "SW_REASON"]),
    ),
  },
  {
    code: "SW09STG2",
    es: "Llevó el caso menos de un día, según las fechas. Revíselas.",
    en: "Social worker episode appears to have lasted for less than 24 hours.",
    severity: "warning",
    tables: ["SocialWorker"],
    touched: eachRow(
      "SocialWorker",
      ["SW_DECOM", "SW_DEC"],
      (row) => isFilled(row, "SW_DEC") && cell(row, "SW_DEC") === cell(row, "SW_DECOM"),
    ),
  },
  {
    code: "SW108STG2",
    es: "Otra persona lleva ya el caso y la anterior no consta que lo dejara. Escriba cuándo lo dejó.",
    en: "A new social worker episode has started, but the previous episode has not ended.",
    severity: "error",
    tables: ["SocialWorker"],
    touched: (child) => refsTo("SocialWorker", neverLeft(child), ["SW_DEC"]),
  },
  {
    code: "SW10STG2",
    es: "Empieza a llevar el caso más de una semana antes de que lo deje la persona anterior. Corrija las fechas.",
    en: "A new social worker episode has started before the end date of the previous social worker episode.",
    severity: "error",
    tables: ["SocialWorker"],
    touched: (child) => {
      const workers = workersOf(child);
      const early = workers.filter((row, at) => {
        const left = day(workers[at - 1], "SW_DEC");
        const aWeekBefore = left === undefined ? undefined : addDays(left, -7);
        return !isOneOf(row, "SW_REASON", ["FCONTA"]) && isAfter(aWeekBefore, day(row, "SW_DECOM"));
      });
      return refsTo("SocialWorker", early, ["SW_DECOM"]);
    },
  },
  {
    code: "SW11STG2",
    es: "Dejó el caso antes del 31 de marzo y nadie lo lleva después. Añada quién lo lleva, o revise si salió del cuidado.",
    en: "Social worker episode has ended before 31 March and no subsequent social worker episode has been provided.",
    severity: "warning",
    tables: ["SocialWorker"],
    touched: (child) => {
      const last = workersOf(child).at(-1);
      return last !== undefined && isAfter(child.window.end, day(last, "SW_DEC"))
        ? refsTo("SocialWorker", [last], ["SW_DEC"])
        : [];
    },
  },
  {
    code: "SW13STG1",
    es: "El motivo por el que cambió quien lleva el caso no está en la lista. Corríjalo.",
    en: "The reason for social worker change is either not valid or has not been entered.",
    severity: "error",
    tables: ["SocialWorker"],
    touched: eachRow(
      "SocialWorker",
      ["SW_REASON"],
      (row) => isFilled(row, "SW_REASON") && !isOneOf(row, "SW_REASON", workerChangeReasons),
    ),
  },
  {
    code: "SW14STG2",
    es: "Falta cuándo dejó el caso quien ya no lo lleva. Escríbalo.",
    en: "Social worker episode date ceased is blank.",
    severity: "error",
    tables: ["SocialWorker"],
    touched: (child) => refsTo("SocialWorker", neverLeft(child), ["SW_DEC"]),
  },
  {
    code: "SW15STG2",
    es: "Falta el motivo por el que cambió quien lleva el caso. Escríbalo.",
    en: "Reason for social worker change is missing.",
    severity: "warning",
    tables: ["SocialWorker"],
    touched: eachRow("SocialWorker", ["SW_REASON"], (row) => !isFilled(row, "SW_REASON")),
  },
  workerSaysOtherwise("SW16aSTG2", "SW_ID", {
    es: "Quien lleva el caso no es la persona que quedó el año pasado. Corrija el identificador que esté mal.",
    en: "The social worker reason episode changed does not match the open episode at the end of last year.",
  }),
  workerSaysOtherwise("SW16bSTG2", "SW_DECOM", {
    es: "La fecha en que empezó a llevar el caso no es la que constaba el año pasado. Corrija la que esté mal.",
    en: "The social worker episode start date does not match the open episode at the end of last year.",
  }),
  workerSaysOtherwise("SW16cSTG2", "SW_REASON", {
    es: "El motivo por el que cambió quien lleva el caso no es el que constaba el año pasado. Corrija el que esté mal.",
    en: "The social worker reason episode changed does not match the open episode at the end of last year.",
  }),
];
