import { expect } from "vitest";
import { applicationUrl, look, type Walker } from "../walker.ts";

export const FIRST_GOAL = "Que no falte la cena ninguna noche";
export const SECOND_GOAL = "Llegar al colegio a la hora";

/** Takes one of the steps the programme allows from the present stage. */
export async function moveStage({ page }: Walker, file: string, stage: string): Promise<void> {
  await page.goto(`${applicationUrl()}${file}/acompanamiento`);
  await page.getByRole("button", { name: `Pasar a «${stage}»` }).click();
  await page.getByRole("button", { name: "Dar este paso" }).click();
  await page.getByText("Etapa cambiada.").waitFor();
}

/** Step 6, first part: the family's priority becomes a goal in its own words, with an action. */
export async function writePlan(walker: Walker, file: string): Promise<void> {
  const { page } = walker;
  await page.goto(`${applicationUrl()}${file}/plan`);
  await page.getByRole("link", { name: "Preparar el plan" }).click();
  await page.getByRole("button", { name: "Empezar el plan" }).click();
  await page.getByRole("button", { name: /^Hacer un objetivo de «En casa tenemos lo necesario/ }).click();
  const goal = page.getByRole("dialog", { name: "Nuevo objetivo" });
  await goal.getByLabel("Con las palabras de la familia").fill(FIRST_GOAL);
  await look(walker, "objetivo-nuevo");
  await goal.getByRole("button", { name: "Guardar objetivo" }).click();
  await page.getByRole("heading", { name: FIRST_GOAL }).waitFor();
  await page.getByRole("button", { name: "Añadir objetivo" }).click();
  await goal.getByLabel("Con las palabras de la familia").fill(SECOND_GOAL);
  await goal.getByRole("button", { name: "Guardar objetivo" }).click();
  await page.getByRole("heading", { name: SECOND_GOAL }).waitFor();
  await page.getByRole("button", { name: "Añadir acción" }).first().click();
  const action = page.getByRole("dialog", { name: "Nueva acción" });
  await action.getByLabel("Qué se hará").fill("Pedir plaza en el comedor del colegio");
  await action.getByLabel("Quién lo hará").fill("Rosario");
  await look(walker, "accion-nueva");
  await action.getByRole("button", { name: "Guardar acción" }).click();
  await page.getByText("Pedir plaza en el comedor del colegio").waitFor();
  await look(walker, "plan-en-preparacion");
}

/** Step 6, second part: what is read aloud is what is agreed. */
export async function agreePlan(walker: Walker, mother: string): Promise<void> {
  const { page } = walker;
  await page.getByRole("link", { name: "Acordar el plan" }).click();
  await page.getByRole("heading", { name: "Acuerdo del plan" }).waitFor();
  await page
    .getByRole("group", { name: "Quién lo acuerda" })
    .getByLabel(new RegExp(`^${mother}`))
    .check();
  await look(walker, "acuerdo-del-plan");
  await page.getByRole("button", { name: "Guardar acuerdo" }).click();
  await page.getByRole("region", { name: "Objetivos de la familia" }).waitFor();
}

/** Step 6, third part: one goal is moved on the board by dragging, the other with the menu. */
export async function moveOnTheBoard(walker: Walker): Promise<void> {
  const { page } = walker;
  const underWay = page.getByRole("region", { name: /^En marcha/ });
  await page.getByRole("heading", { name: SECOND_GOAL }).dragTo(underWay, { targetPosition: { x: 40, y: 20 } });
  await underWay.getByRole("heading", { name: SECOND_GOAL }).waitFor();
  await page.getByRole("button", { name: new RegExp(`^Mover a.*${FIRST_GOAL}`) }).click();
  await page.getByRole("menuitem", { name: "En marcha" }).click();
  await underWay.getByRole("heading", { name: FIRST_GOAL }).waitFor();
  expect(await page.getByRole("region", { name: /^En marcha, 2/ }).count()).toBe(1);
  await look(walker, "tablero");
}
