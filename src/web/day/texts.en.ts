import { type Catalogue, message } from "../i18n/texts.ts";
import type { es } from "./texts.es.ts";

export const en: Catalogue<typeof es> = {
  title: "My day",
  families: message(
    "{n, plural, =0 {No families in your team} one {# family in your team} other {# families in your team}}",
  ),
  overdue: "Past its day",
  today: "Today",
  soon: "The next seven days",
  undated: "Without a day",
  quiet: "Nothing to do today",
  quietText: "Visits, tasks and deadlines of your families will appear here on their day.",
  quietToday: "No visits or tasks today.",
  noFamilies: "You do not accompany any family yet",
  noFamiliesText: "When your supervisor gives you a family, its visits and tasks will appear here.",
  seeFamilies: "See families",
  visit: "Visit",
  visitWithoutResult: message("{title}: what happened is not noted yet"),
  record: "Note it",
  prepare: "Prepare",
  plan: "Plan a visit",
  open: "Open",
  task: message("{title} ({who})"),
  taskDone: "Done",
  taskDoneFor: message("Note as done: {title}, {family}"),
  taskSaved: "Task noted as done.",
  taskClosedMeanwhile: "Somebody else already closed this task.",
  deadline: message("Deadline: {title}"),
  noVisit: "A long time without a visit",
  noVisitLast: "Last visit",
  noVisitNever: "No visit yet",
  due: { visit: "Visit", visit_without_result: "It was", task: "By", deadline: "Due", no_visit: "Last visit" },
  at: message("at {time}"),
  more: message(
    "{n, plural, one {There is # more that does not fit in this list.} other {There are # more that do not fit in this list.}}",
  ),
};
