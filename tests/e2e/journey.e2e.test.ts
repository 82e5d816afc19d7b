import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { launchKept, PHONE } from "./browser.ts";
import { beginAssessment, familyAnswers, talkAndClose, teamAnswers } from "./journey/assessment.ts";
import { beginTheDay, decideReferral, newFamily, registerReferral } from "./journey/entry.ts";
import { addGrandmother, addTie, consentAndOpen, openFamilyFile } from "./journey/household.ts";
import { expectNoFaults, walkerOn } from "./walker.ts";

let profile: string;
let context: BrowserContext | undefined;

beforeAll(() => {
  profile = mkdtempSync(join(tmpdir(), "trenza-test-profile-"));
});
afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
});

test("one family is walked from referral to result on a phone, and nothing typed is lost when the browser is killed", async () => {
  context = await launchKept(profile, PHONE);
  const walker = walkerOn(context, context.pages()[0] ?? (await context.newPage()));
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
  expectNoFaults(walker, 401);
}, 600_000);
