import { expect } from "vitest";
import { choose, look, signInByOneClick, type Walker } from "../walker.ts";

/** The family of the journey; `mark` makes it unique, so that the journey can be walked twice on one database. */
export interface JourneyFamily {
  readonly mark: string;
  readonly mother: string;
  readonly child: string;
  readonly surnames: string;
}

export function newFamily(): JourneyFamily {
  const letters = Array.from({ length: 5 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
  const mark = `Z${letters}`;
  return { mark, mother: "Rosario", child: "Nadia", surnames: `${mark} Lamela` };
}

/** Step 1: the worker signs in by one click and sees the day. */
export async function beginTheDay(walker: Walker): Promise<void> {
  await signInByOneClick(walker, "worker");
  await walker.page.getByRole("heading", { name: "Hoy" }).waitFor();
  await look(walker, "mi-dia");
}

/** Step 2, first part: a referral is written down. */
export async function registerReferral(walker: Walker, family: JourneyFamily): Promise<void> {
  const { page } = walker;
  await page.getByRole("link", { name: "Añadir", exact: true }).click();
  await page.getByRole("heading", { name: "Añadir", level: 1 }).waitFor();
  await look(walker, "anadir");
  await page.getByRole("link", { name: "Registrar derivación" }).click();
  await page.getByRole("heading", { name: "Registrar derivación" }).waitFor();
  await page.getByRole("button", { name: "Guardar derivación" }).click();
  const summary = page.getByRole("alert");
  await summary.getByRole("link", { name: "Escriba cómo se llama la familia." }).waitFor();
  expect(await summary.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await look(walker, "derivacion-incompleta");
  await summary.getByRole("link", { name: "Escriba cómo se llama la familia." }).click();
  expect(await page.getByLabel("Cómo se llama la familia").evaluate((box) => box === document.activeElement)).toBe(
    true,
  );
  await page.getByLabel("Cómo se llama la familia").fill(family.surnames);
  await page.getByLabel("Quién la envía").selectOption({ label: "Escuela" });
  await page.getByLabel("Qué se cuenta").fill("La madre pide apoyo con los horarios. Nadia canta muy bien.");
  await look(walker, "derivacion");
  await page.getByRole("button", { name: "Guardar derivación" }).click();
  await page.getByRole("heading", { name: "Qué dicen las reglas" }).waitFor();
}

/** Step 2, second part: the programme's questions, its rules explained, and a decision with reasons. */
export async function decideReferral(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.getByText("Las reglas no proponen nada todavía: falta algún dato.").waitFor();
  await choose(page, "Municipio donde vive la familia", "Albacete");
  await page.getByLabel("Niñas, niños y adolescentes que viven en casa").fill("1");
  await choose(page, /circunstancia de riesgo/, "Sí");
  await choose(page, /pide separar/, "No");
  await choose(page, "La familia quiere participar", "Sí");
  await page.getByText("Las reglas proponen: Entra en el proyecto").waitFor();
  const rules = page.getByRole("region", { name: "Qué dicen las reglas" });
  expect(await rules.getByText("Se cumple", { exact: true }).count()).toBe(5);
  await look(walker, "entrada");
  await page.getByRole("button", { name: "Guardar respuestas" }).click();
  await choose(page, "Qué se decide", "Entra en el proyecto");
  await page.getByRole("button", { name: "Guardar decisión" }).click();
  await page
    .getByRole("alert")
    .getByRole("link", { name: /motivo/ })
    .waitFor();
  await page.getByLabel("Reúne las condiciones de entrada").check();
  await look(walker, "decision");
  await page.getByRole("button", { name: "Guardar decisión" }).click();
  await page.getByRole("link", { name: "Abrir ficha de familia" }).waitFor();
  await look(walker, "derivacion-aceptada");
}
