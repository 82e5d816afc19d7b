import { type Catalogue, message } from "../i18n/texts.ts";
import type { es } from "./texts.es.ts";

export const en: Catalogue<typeof es> = {
  title: "Team",
  draws: "Draws of waiting lists",
  drawnOn: message<{ when: string }>("drawn on {when}"),
  intro: message<{ n: number }>(
    "{n, plural, one {# family accompanied today} other {# families accompanied today}} in your territory.",
  ),
  load: "What each person carries",
  person: "Person",
  families: "Families",
  overdueTasks: "Overdue tasks",
  visitsWithoutResult: "Visits without result",
  unseen: message<{ days: number }>("No visit for more than {days} days"),
  visitsThisWeek: "Visits this week",
  nobody: "Nobody in the team has families yet.",
  attention: "Families that ask for attention",
  attentionEmpty: "No family asks for attention now",
  attentionEmptyText: "When a visit is missing, a task is overdue or a family has nobody in charge, it appears here.",
  everybody: "Whole team",
  only: "Show the families of",
  family: "Family",
  stage: "Stage",
  leads: "Accompanied by",
  noLeads: "Nobody in charge",
  lastVisit: "Last visit",
  never: "None yet",
  why: "Why",
  more: message<{ n: number }>("And {n, plural, one {one more} other {# more}}."),
  concerns: {
    unassigned: "Nobody in charge",
    unseen: "No recent visit",
    overdue_tasks: "Overdue tasks",
    visit_without_result: "Visit without result",
  },
};
