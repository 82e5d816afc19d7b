import { expect } from "vitest";
import { choose, goTo, look, type Walker } from "../walker.ts";
import { beginAssessment } from "./assessment.ts";

const SURVEY = "Socio-economic Survey";
const ADDRESS = "La casa amarilla, junto a la fuente";

/** The form published by its authors elsewhere and imported as it was: answered on the same screens as the programme's own. */
export async function answerImportedForm(walker: Walker, file: string): Promise<void> {
  const { page } = walker;
  await beginAssessment(walker, SURVEY, file);
  await look(walker, "cuestionario-elegido");
  await page.getByRole("button", { name: "Empezar", exact: true }).click();
  await page.getByRole("button", { name: "Responder juntas en esta pantalla" }).click();
  await look(walker, "cuestionario-partes");
  await page.getByRole("button", { name: "Empezar", exact: true }).click();
  await answerHousehold(walker);
  await answerMembers(walker);
  await page.getByLabel("Other Comments").fill("Nadia quiere aprender a nadar.");
  await page.getByRole("button", { name: "Revisar y terminar" }).click();
  await finish(walker);
  await seeResult(walker, file);
}

/** Choices that depend on an earlier answer, and a question that only some answers ask for. */
async function answerHousehold(walker: Walker): Promise<void> {
  const { page } = walker;
  const onward = page.getByRole("button", { name: "Siguiente" });
  await page.getByText("Las opciones aparecen al responder las preguntas de antes.").waitFor();
  await choose(page, /^Region/, "Sindh");
  const district = page.getByRole("group", { name: /^District/ });
  await district.getByRole("radio", { name: "Karachi" }).check();
  expect(await district.getByRole("radio").count()).toBe(5);
  await page.getByLabel("Residential Address").fill(ADDRESS);
  await look(walker, "cuestionario-opciones");
  await onward.click();
  const kind = page.getByRole("group", { name: /^Type of internet access/ });
  await choose(page, /^Does the household have access/, "No");
  expect(await kind.count()).toBe(0);
  await choose(page, /^Does the household have access/, "Yes");
  await kind.getByRole("radio", { name: /^Cable/ }).check();
  await onward.click();
}

/** Questions asked once per person of the household. */
async function answerMembers(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.getByRole("button", { name: "Añadir", exact: true }).click();
  await page.getByLabel("First name").fill("Nadia");
  await choose(page, /^Gender/, "Female");
  await choose(page, /^Have they visited/, "Yes");
  await page
    .getByRole("group", { name: /^Type of facility/ })
    .getByRole("checkbox")
    .first()
    .check();
  await page
    .getByRole("group", { name: /^Have they been diagnosed/ })
    .getByRole("checkbox")
    .last()
    .check();
  await look(walker, "cuestionario-personas");
  await page.getByRole("button", { name: "Siguiente" }).click();
}

/** What the form needs is asked for once more, and the way back to it is a link. */
async function finish(walker: Walker): Promise<void> {
  const { page } = walker;
  const end = page.getByRole("button", { name: "Terminar y repasar" });
  await end.click();
  const missing = page.getByRole("alert").getByRole("button");
  expect(await missing.count()).toBe(1);
  await look(walker, "cuestionario-repaso");
  await missing.click();
  const contact = page.getByLabel("Primary contact no.");
  expect(await contact.evaluate((box) => box === document.activeElement)).toBe(true);
  await contact.fill("600 000 000");
  await page.getByRole("button", { name: "Ver todas las partes" }).click();
  await page.getByRole("button", { name: "Revisar y terminar" }).click();
  await end.click();
}

async function seeResult(walker: Walker, file: string): Promise<void> {
  const { page } = walker;
  await page.getByText("Repaso antes de cerrar").waitFor();
  const answers = page.getByRole("region", { name: "Respuestas de la familia" });
  await answers.getByText("600 000 000").waitFor();
  await look(walker, "cuestionario-por-cerrar");
  await page.getByRole("button", { name: "Cerrar la valoración" }).click();
  await page.getByText("Cerrada el").waitFor();
  await answers.getByText(ADDRESS).waitFor();
  await look(walker, "cuestionario-cerrado");
  await goTo(walker, `${file}/valoracion`);
  await page.getByRole("link", { name: new RegExp(`^${SURVEY}`) }).waitFor();
  await look(walker, "cuestionario-en-la-ficha");
}
