import { expect } from "vitest";
import { applicationUrl, choose, look, type Walker } from "../walker.ts";

const PIN = "4826";

/** Words of the scale for each of the fifteen questions of «Mirada compartida», in order. */
export type Answers = (question: number) => string;

const NO = "Todavía no";
const HALF = "A medias";
const YES = "Así es hoy";

export const FAMILY_FIRST: Answers = (question) => (question % 3 === 0 ? NO : HALF);
/** As the family, but for the second and the third question. */
export const TEAM_FIRST: Answers = (question) => (question === 1 ? YES : question === 2 ? NO : FAMILY_FIRST(question));
export const BOTH_LATER: Answers = (question) => (question < 8 ? YES : HALF);

/** Begins «Mirada compartida» from the file. */
export async function beginAssessment(walker: Walker, instrument: string, file: string): Promise<void> {
  const { page } = walker;
  await page.goto(`${applicationUrl()}${file}/valoracion`);
  await page.getByRole("link", { name: "Empezar una valoración" }).click();
  await page.getByRole("heading", { name: "Nueva valoración" }).waitFor();
  await choose(page, "Instrumento", instrument);
}

/** Answers every part of the instrument in sight, from «Empezar» or «Seguir» to the look back. */
export async function answerEverything({ page }: Walker, answers: Answers): Promise<void> {
  await page.getByRole("button", { name: /^(Empezar|Seguir)$/ }).click();
  const onward = page.getByRole("button", { name: /^(Siguiente|Revisar y terminar)$/ });
  for (let question = 0; ; ) {
    await onward.waitFor();
    const questions = page.getByRole("group").filter({ has: page.getByRole("radio") });
    const count = await questions.count();
    for (let place = 0; place < count; place += 1, question += 1) {
      await questions
        .nth(place)
        .getByRole("radio", { name: answers(question) })
        .check();
    }
    const last = (await onward.textContent()) === "Revisar y terminar";
    await onward.click();
    if (last) break;
    await questions.first().getByRole("radio", { checked: false }).first().waitFor();
  }
  await page.getByText("Todas las preguntas tienen respuesta.").waitFor();
}

/** Hands the screen to the family; the code is chosen the first time. */
async function lendTheScreen(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.getByRole("heading", { name: "Primero responde la familia" }).waitFor();
  await look(walker, "valoracion-prestar");
  await page.getByRole("button", { name: "Prestar la pantalla a la familia" }).click();
  const code = page.getByLabel("Código nuevo");
  const lent = page.getByRole("heading", { name: "Las partes" });
  await code.or(lent).waitFor();
  if (await lent.isVisible()) return;
  await look(walker, "codigo-nuevo");
  await code.fill(PIN);
  await page.getByRole("button", { name: "Guardar código y prestar la pantalla" }).click();
  await lent.waitFor();
}

async function typePin({ page }: Walker, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole("button", { name: digit, exact: true }).click();
  await page.getByRole("button", { name: "Recuperar la pantalla" }).click();
}

/** Step 5, first part: the family answers alone, marks what matters most, and only the code leads out. */
export async function familyAnswers(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.getByRole("button", { name: "Empezar", exact: true }).click();
  await lendTheScreen(walker);
  expect(await page.getByRole("navigation").count()).toBe(0);
  await look(walker, "modo-familia");
  await page.goto(`${applicationUrl()}/familias`);
  await page.waitForURL(/\/valoraciones\/[^/]+\/familia$/);
  await page.getByRole("heading", { name: "Las partes" }).waitFor();
  await page.getByRole("button", { name: "Empezar", exact: true }).click();
  await page
    .getByRole("button", { name: /^Importante para nosotros/ })
    .first()
    .click();
  await look(walker, "modo-familia-preguntas");
  await page.getByRole("button", { name: "Ver todas las partes" }).click();
  await answerEverything(walker, FAMILY_FIRST);
  await page.getByText("1 de 3 marcadas como importantes").waitFor();
  await look(walker, "modo-familia-repaso");
  await page.getByRole("button", { name: "Terminar", exact: true }).click();
  await page.getByRole("heading", { name: "Gracias" }).waitFor();
  await look(walker, "modo-familia-gracias");
  await typePin(walker, "9999");
  await page.getByRole("alert").waitFor();
  await typePin(walker, PIN);
  await page.getByText("Ahora responde el equipo").waitFor();
}

/** Step 5, second part: the team rates the same without seeing what the family answered. */
export async function teamAnswers(walker: Walker): Promise<void> {
  const { page } = walker;
  await look(walker, "valoracion-equipo");
  await answerEverything(walker, TEAM_FIRST);
  await page.getByRole("button", { name: "Terminar y comparar" }).click();
  await page.getByRole("heading", { name: "Hablemos de esto" }).waitFor();
}

/** Step 5, third part: what divides both looks is talked about; the result is a drawing and a table. */
export async function talkAndClose(walker: Walker): Promise<void> {
  const { page } = walker;
  const notes = page.getByLabel("¿Qué conversaron sobre esto?");
  expect(await notes.count()).toBe(2);
  await page.getByRole("button", { name: "Cerrar la valoración" }).click();
  await page.getByRole("alert").waitFor();
  await look(walker, "hablemos-de-esto");
  await notes.nth(0).fill("Rosario cuenta que la médica ya les atiende; el equipo no lo sabía.");
  await notes.nth(1).fill("Van al colegio, pero las mañanas cuestan.");
  await page.getByRole("button", { name: "Cerrar la valoración" }).click();
  await page.getByRole("heading", { name: "Nuestro mapa" }).waitFor();
  await page.getByRole("group", { name: "Cómo lo ven la familia y el equipo" }).first().waitFor();
  await page.getByRole("list", { name: "Por dimensión" }).getByText("Necesidades básicas").waitFor();
  await look(walker, "nuestro-mapa");
  await page.getByRole("button", { name: "Ver como tabla" }).click();
  const table = page.getByRole("table", { name: "Cómo lo ven la familia y el equipo" });
  expect(await table.getByRole("row").count()).toBe(6);
}
