import * as assessments from "../../contracts/assessments.ts";
import * as cases from "../../contracts/cases.ts";
import * as consents from "../../contracts/consents.ts";
import * as households from "../../contracts/households.ts";
import * as plans from "../../contracts/plans.ts";
import * as referrals from "../../contracts/referrals.ts";
import * as sessions from "../../contracts/sessions.ts";
import * as tasks from "../../contracts/tasks.ts";
import { type CastFamily, castFamily } from "./cast.ts";
import { REASONS, SOURCES, WORDS } from "./lines.ts";
import type { Narrator } from "./narrator.ts";
import type { Place, Stage } from "./stage.ts";
import { answersOf, visitInput } from "./told.ts";

const DAY = 86_400_000;
/** The telling of one family. Each step moves its own calendar forward. */
export class Story {
  readonly #stage: Stage;
  readonly #place: Place;
  #on: Date;
  #family: CastFamily;
  #householdId = "";
  #caseId = "";
  #caseVersion = 1;
  #goals: { readonly goalId: string; readonly words: string }[] = [];
  #rounds = 0;
  #promised: string[] = [];

  constructor(stage: Stage, place: Place, startedDaysAgo: number) {
    this.#stage = stage;
    this.#place = place;
    this.#on = new Date(stage.now.getTime() - startedDaysAgo * DAY);
    this.#family = castFamily(stage.chance, this.#on);
  }

  #id(): string {
    return this.#stage.chance.id(this.#on);
  }
  get #today(): string {
    return this.#on.toISOString().slice(0, 10);
  }
  #later(days: number): void {
    this.#on = new Date(Math.min(this.#on.getTime() + days * DAY, this.#stage.now.getTime()));
  }
  #tell: Narrator["tell"] = (teller, on, contract, input) => this.#stage.narrator.tell(teller, on, contract, input);

  async refer(decision: "none" | "accept" | "decline"): Promise<void> {
    const { chance, script, packVersionId } = this.#stage;
    const { worker, territoryId, key } = this.#place;
    const id = this.#id();
    await this.#tell(worker, this.#on, referrals.registerReferral, {
      id,
      territoryId,
      packVersionId,
      receivedOn: this.#today,
      source: chance.pick(SOURCES),
      familyName: this.#family.name,
      contact: "",
      reason: chance.pick(REASONS),
    });
    if (decision === "none") return;
    const facts = { ...(decision === "accept" ? script.facts : (script.factsDeclined ?? script.facts)) };
    if (script.placeFact) facts[script.placeFact] = key;
    this.#later(2);
    await this.#tell(worker, this.#on, referrals.screenReferral, { referralId: id, baseVersion: 1, facts });
    const chosen = decision === "accept" ? script.accept : (script.decline ?? script.accept);
    await this.#tell(worker, this.#on, referrals.decideReferral, {
      referralId: id,
      baseVersion: 2,
      outcome: chosen.outcome,
      reasons: [...chosen.reasons],
      explanation:
        decision === "accept"
          ? "Cumple las condiciones de entrada y la familia quiere."
          : "Se acompañó a la familia hasta su centro de zona.",
      ...("redirectedTo" in chosen && { redirectedTo: chosen.redirectedTo as string }),
    });
    if (decision === "accept") await this.#register(id);
  }

  async #register(referralId: string): Promise<void> {
    const { script, chance } = this.#stage;
    const { worker } = this.#place;
    this.#householdId = this.#id();
    await this.#tell(worker, this.#on, households.registerHousehold, {
      id: this.#householdId,
      referralId,
      name: this.#family.name,
      members: [...this.#family.members],
      relationships: [...this.#family.relationships],
    });
    this.#later(1);
    for (const purpose of script.consents) {
      if (purpose !== script.consents[0] && chance.next() < 0.3) continue;
      await this.#tell(worker, this.#on, consents.recordConsent, {
        id: this.#id(),
        householdId: this.#householdId,
        personId: this.#family.referenceId,
        purpose,
        manner: "signed",
        givenOn: this.#today,
      });
    }
    this.#caseId = this.#id();
    await this.#tell(worker, this.#on, cases.openCase, {
      id: this.#caseId,
      householdId: this.#householdId,
      referralId,
    });
    if (chance.next() < 0.25) await this.#warn();
  }

  async #warn(): Promise<void> {
    await this.#tell(this.#place.worker, this.#on, households.raiseAlert, {
      id: this.#id(),
      householdId: this.#householdId,
      text: "Perro grande suelto en el patio: llamar antes de entrar.",
      reviewOn: new Date(this.#stage.now.getTime() + 60 * DAY).toISOString().slice(0, 10),
    });
  }

  async assess(until: "family" | "team" | "closed"): Promise<string | undefined> {
    const { instrument, chance } = this.#stage;
    if (!instrument) return undefined;
    const { worker } = this.#place;
    const assessmentId = this.#id();
    const opened = {
      assessmentId,
      caseId: this.#caseId,
      instrumentVersionId: instrument.versionId,
      openedOn: this.#today,
    };
    await this.#tell(worker, this.#on, assessments.openAssessment, opened);
    if (until === "family") return assessmentId;
    const names = Object.keys(answersOf(this.#stage, "family", this.#rounds));
    const priorities = [chance.pick(names)];
    const family = {
      assessmentId,
      baseVersion: 1,
      answers: answersOf(this.#stage, "family", this.#rounds),
      priorities,
      finished: true,
    };
    await this.#tell(worker, this.#on, assessments.saveFamilyAnswers, family);
    this.#later(2);
    const team = answersOf(this.#stage, "team", this.#rounds);
    await this.#tell(worker, this.#on, assessments.saveTeamAnswers, {
      assessmentId,
      baseVersion: 2,
      answers: team,
      finished: true,
    });
    if (until === "team") return assessmentId;
    await this.#tell(worker, this.#on, assessments.closeAssessment, {
      assessmentId,
      baseVersion: 3,
      discussions: names.map((item) => ({ item, note: "Lo hablamos con calma; cada parte contó por qué lo ve así." })),
      priorities,
      closedOn: this.#today,
    });
    this.#rounds += 1;
    return assessmentId;
  }

  async #move(to: string): Promise<void> {
    const moved = await this.#tell(this.#place.worker, this.#on, cases.moveStage, {
      caseId: this.#caseId,
      baseVersion: this.#caseVersion,
      to,
      reason: "",
    });
    this.#caseVersion = moved.version;
  }

  async plan(assessmentId: string | undefined, agree: boolean): Promise<void> {
    const { script, chance, instrument } = this.#stage;
    if (!script.stages || !script.agreement) return;
    const { worker } = this.#place;
    this.#later(3);
    await this.#move(script.stages.planning);
    const planId = this.#id();
    await this.#tell(worker, this.#on, plans.draftPlan, {
      planId,
      caseId: this.#caseId,
      ...(assessmentId && { assessmentId }),
    });
    const first = chance.between(0, WORDS.length - 1);
    for (const place of [first, first + 1].slice(0, chance.between(1, 2))) {
      const words = WORDS[place % WORDS.length] ?? "";
      const goalId = this.#id();
      const dimension = instrument?.definition.dimensions[place % instrument.definition.dimensions.length]?.id ?? null;
      await this.#tell(worker, this.#on, plans.addGoal, { goalId, planId, words, dimension, item: null });
      const due = new Date(this.#on.getTime() + 30 * DAY).toISOString().slice(0, 10);
      const action = {
        actionId: this.#id(),
        goalId,
        what: "Probarlo dos semanas y contarlo en la visita",
        who: "La familia",
        dueOn: due,
      };
      await this.#tell(worker, this.#on, plans.addAction, action);
      this.#goals.push({ goalId, words });
    }
    if (!agree) return;
    this.#later(2);
    await this.#tell(worker, this.#on, plans.agreePlan, {
      planId,
      baseVersion: 1,
      kind: script.agreement,
      agreedOn: this.#today,
      personIds: [...this.#family.adultIds],
      goals: this.#goals,
      note: "",
    });
    await this.#move(script.stages.accompaniment);
    const goal = this.#goals[0];
    if (goal)
      await this.#tell(worker, this.#on, plans.moveGoal, {
        goalId: goal.goalId,
        baseVersion: 1,
        to: "under_way",
        words: "",
      });
  }

  /** What was agreed last time is mostly done by now. */
  async #keepPromises(): Promise<void> {
    const kept = this.#promised.filter(() => this.#stage.chance.next() < 0.85);
    this.#promised = [];
    for (const taskId of kept) {
      const done = { taskId, baseVersion: 1, outcome: "done" as const, doneOn: this.#today };
      await this.#tell(this.#place.worker, this.#on, tasks.completeTask, done);
    }
  }

  async visit(afterDays: number): Promise<void> {
    const { script, chance } = this.#stage;
    if (!script.visit) return;
    this.#later(afterDays);
    await this.#keepPromises();
    const taskId = this.#id();
    const agreed = chance.next() < 0.5;
    if (agreed) this.#promised.push(taskId);
    await this.#tell(
      this.#place.worker,
      this.#on,
      sessions.recordSession,
      visitInput(this.#stage, {
        sessionId: this.#id(),
        caseId: this.#caseId,
        taskId: agreed ? taskId : undefined,
        on: this.#on,
        worker: this.#place.worker,
        present: this.#family.members.slice(0, 2),
        goalId: this.#goals[0]?.goalId,
      }),
    );
  }

  /** Plans a visit some days from the present; a day already past stays without a result, on purpose. */
  async planVisit(inDays: number, at: string): Promise<void> {
    const { script, now } = this.#stage;
    if (!script.visit) return;
    const on = new Date(now.getTime() + inDays * DAY);
    const told = new Date(Math.min(now.getTime(), on.getTime() - DAY));
    await this.#tell(this.#place.worker, told, sessions.planSession, {
      sessionId: this.#id(),
      caseId: this.#caseId,
      ...script.visit,
      on: on.toISOString().slice(0, 10),
      at,
    });
  }

  async task(title: string, dueInDays: number): Promise<void> {
    const { worker } = this.#place;
    const dueOn = new Date(this.#stage.now.getTime() + dueInDays * DAY).toISOString().slice(0, 10);
    await this.#tell(worker, this.#on, tasks.addTask, {
      taskId: this.#id(),
      householdId: this.#householdId,
      title,
      who: worker.displayName,
      assignedTo: worker.userId,
      dueOn,
    });
  }

  async close(): Promise<void> {
    const { script } = this.#stage;
    if (!script.stages || !script.closing) return;
    this.#later(10);
    await this.#keepPromises();
    await this.#tell(this.#place.worker, this.#on, cases.closeCase, {
      caseId: this.#caseId,
      baseVersion: this.#caseVersion,
      to: script.stages.closed,
      closing: script.closing,
      closedOn: this.#today,
      words: "La familia se maneja con sus apoyos y quiere seguir por su cuenta.",
    });
  }
}
