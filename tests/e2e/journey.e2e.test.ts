import { afterAll, beforeAll, test } from "vitest";
import { PHONE } from "./browser.ts";
import { beginAssessment, familyAnswers, talkAndClose, teamAnswers } from "./journey/assessment.ts";
import { assessAgain, closeCase } from "./journey/closing.ts";
import { beginTheDay, decideReferral, newFamily, registerReferral } from "./journey/entry.ts";
import { addGrandmother, addTie, consentAndOpen, openFamilyFile } from "./journey/household.ts";
import { agreePlan, moveOnTheBoard, moveStage, writePlan } from "./journey/plan.ts";
import { answerImportedForm } from "./journey/questionnaire.ts";
import { beginVisit, finishVisit, planVisit } from "./journey/visit.ts";
import { type KillableBrowser, killableBrowser } from "./killableBrowser.ts";
import { expectNoFaults, type Walker, walkerOn } from "./walker.ts";

let phone: KillableBrowser;

beforeAll(() => {
  phone = killableBrowser();
});
afterAll(() => phone.remove());

/** The phone in the worker's hand: the same profile after every death of the browser. */
async function takePhone(): Promise<Walker> {
  const context = await phone.start();
  const page = await context.newPage();
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ reducedMotion: "reduce" });
  return walkerOn(context, page);
}

test("one family goes from referral to result on a phone, and nothing typed is lost when the browser is killed", async () => {
  let walker = await takePhone();
  const family = newFamily();
  await beginTheDay(walker);
  await registerReferral(walker, family);
  await decideReferral(walker);
  const file = await openFamilyFile(walker, family);
  await addGrandmother(walker, family);
  await addTie(walker, family);
  await consentAndOpen(walker, family, file);
  await beginAssessment(walker, "Mirada compartida", file);
  await familyAnswers(walker);
  await teamAnswers(walker);
  await talkAndClose(walker);
  await answerImportedForm(walker, file);
  await moveStage(walker, file, "Preparamos el plan");
  await writePlan(walker, file);
  await agreePlan(walker, family.mother);
  await moveOnTheBoard(walker);
  await moveStage(walker, file, "Acompañamiento");
  const visit = await planVisit(walker, file);
  await beginVisit(walker, family);
  expectNoFaults(walker, "401 GET /api/who-am-i", "422 POST /api/family-mode/leave");
  await phone.kill();

  walker = await takePhone();
  await finishVisit(walker, visit);
  await assessAgain(walker, file);
  await closeCase(walker, file);
  expectNoFaults(walker);
}, 600_000);
