import { expect } from "vitest";
import { applicationUrl, choose, day, goTo, look, type Walker } from "../walker.ts";
import type { JourneyFamily } from "./entry.ts";
import { addToFamily } from "./household.ts";
import { FIRST_GOAL } from "./plan.ts";

const NOTES = "Cenamos juntas cuatro noches. Nadia contó un cuento";

/** Types a day into a picker, segment by segment. */
export async function typeDay({ page }: Walker, iso: string): Promise<void> {
  const [year = "", month = "", dayOfMonth = ""] = iso.split("-");
  await page.getByRole("spinbutton", { name: /^día/ }).first().click();
  await page.keyboard.type(`${dayOfMonth}${month}${year}`);
}

/** Step 7, first part: a visit is planned for today and prepared. Returns its address. */
export async function planVisit(walker: Walker, file: string): Promise<string> {
  const { page } = walker;
  await goTo(walker, file);
  await addToFamily(walker, "Visita prevista");
  await choose(page, "Tipo de encuentro", "Visita a casa");
  await typeDay(walker, day());
  await page.getByLabel("Hora").fill("18:30");
  await look(walker, "visita-por-planificar");
  await page.getByRole("button", { name: "Guardar visita prevista" }).click();
  await page.getByRole("link", { name: "Iniciar visita" }).waitFor();
  await look(walker, "visita-preparada");
  return new URL(page.url()).pathname;
}

/** Step 7, second part: the visit begins, and the writing stops in the middle of a sentence. */
export async function beginVisit(walker: Walker, family: JourneyFamily): Promise<void> {
  const { page } = walker;
  await goTo(walker, "/hoy");
  const today = page.getByRole("region", { name: "Hoy" });
  const row = today.getByRole("listitem").filter({ hasText: family.surnames });
  await row.getByText("Visita a casa").waitFor();
  await row.getByRole("link", { name: /Preparar/ }).click();
  await page.getByRole("link", { name: "Iniciar visita" }).click();
  await page
    .getByRole("group", { name: "¿Quiénes están?" })
    .getByLabel(new RegExp(`^${family.mother}`))
    .check();
  await page.getByLabel("Otras personas").fill("la vecina Petra");
  await page.getByLabel(/^He recordado a la familia/).check();
  await look(walker, "visita-quienes-estan");
  await page.getByRole("button", { name: "Siguiente" }).click();
  await page.getByRole("heading", { name: "Escuchar" }).waitFor();
  const notes = page.getByLabel("¿Qué cuentan? ¿Qué ha visto?");
  await notes.pressSequentially(NOTES, { delay: 5 });
  await page.getByText(/Guardado en este dispositivo a las/).waitFor();
}

/** Step 7, third part: another browser process on the same phone finds the words again, and the visit is finished. */
export async function finishVisit(walker: Walker, visit: string): Promise<void> {
  const { page } = walker;
  await page.goto(`${applicationUrl()}${visit}/registrar`);
  await page.getByText("Recuperamos lo que había escrito").waitFor();
  const notes = page.getByLabel("¿Qué cuentan? ¿Qué ha visto?");
  expect(await notes.inputValue()).toBe(NOTES);
  await look(walker, "visita-recuperada");
  await notes.press("Control+End");
  await notes.pressSequentially(" en voz alta.");
  await page.getByRole("button", { name: "Siguiente" }).click();
  await choose(page, new RegExp(FIRST_GOAL), "Avance");
  await look(walker, "visita-objetivos");
  await page.getByRole("button", { name: "Siguiente" }).click();
  await page.getByRole("button", { name: "Añadir acuerdo" }).click();
  await page.getByLabel("Qué se hará").fill("Llevar el formulario del comedor");
  await page.getByLabel("Quién lo hará").fill("Marta");
  await page.getByLabel("Lo hago yo: que salga en mi día").check();
  await typeDay(walker, day(5));
  await look(walker, "visita-acuerdos");
  await page.getByRole("button", { name: "Siguiente" }).click();
  await choose(page, /preocupe sobre la seguridad/, "No");
  await page.getByRole("button", { name: "Siguiente" }).click();
  await page.getByText("la vecina Petra").waitFor();
  await page.getByLabel(/^La familia ha escuchado el resumen/).check();
  await look(walker, "visita-resumen");
  await page.getByRole("button", { name: "Guardar visita" }).click();
  await page.getByText("Visita guardada.").first().waitFor();
  await page.getByText("Llevar el formulario del comedor").waitFor();
  await look(walker, "visita-guardada");
}
