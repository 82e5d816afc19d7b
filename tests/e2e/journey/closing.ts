import { choose, goTo, look, type Walker } from "../walker.ts";
import { answerEverything, BOTH_LATER, beginAssessment } from "./assessment.ts";
import { addToFamily } from "./household.ts";

/** Step 8, first part: both look again, and the change of each dimension is shown. */
export async function assessAgain(walker: Walker, file: string): Promise<void> {
  const { page } = walker;
  await beginAssessment(walker, "Mirada compartida", file);
  await page.getByRole("button", { name: "Empezar", exact: true }).click();
  await page.getByRole("button", { name: "Responder juntas en esta pantalla" }).click();
  await answerEverything(walker, BOTH_LATER);
  await page.getByRole("button", { name: "Terminar y pasar al equipo" }).click();
  await page.getByText("Ahora responde el equipo").waitFor();
  await answerEverything(walker, BOTH_LATER);
  await page.getByRole("button", { name: "Terminar y comparar" }).click();
  await page.getByText("Las dos miradas coinciden").waitFor();
  await page.getByRole("button", { name: "Cerrar la valoración" }).click();
  await page.getByRole("heading", { name: "Qué cambió" }).waitFor();
  await page
    .getByText(/Necesidades básicas está mejor/)
    .first()
    .waitFor();
  await look(walker, "que-cambio");
}

/** Step 8, second part: the accompaniment ends with a reason and a result, which the file keeps. */
export async function closeCase(walker: Walker, file: string): Promise<void> {
  const { page } = walker;
  await goTo(walker, file);
  await addToFamily(walker, "Cierre");
  await page.getByText("Todavía queda abierto").waitFor();
  await choose(page, "Motivo", "Cambiaron las circunstancias");
  await page.getByLabel("Resultado").fill("Cenan juntas y Nadia llega a la hora. Quedan con la vecina y el colegio.");
  await look(walker, "cierre");
  await page.getByRole("button", { name: "Cerrar acompañamiento" }).click();
  await page.waitForURL(`**${file}/acompanamiento`);
  await page
    .getByText(/Cambiaron las circunstancias/)
    .first()
    .waitFor();
  await page.getByText("Cenan juntas y Nadia llega a la hora.").first().waitFor();
  await look(walker, "cerrado");
  await goTo(walker, `${file}/historia`);
  await page.getByText("Plan acordado").first().waitFor();
  await look(walker, "historia");
}
