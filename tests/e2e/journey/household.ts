import { expect } from "vitest";
import { choose, fillDate, goTo, look, type Walker } from "../walker.ts";
import type { JourneyFamily } from "./entry.ts";

/** Opens an item of the «Añadir» menu of the family file. */
export async function addToFamily({ page }: Walker, item: string): Promise<void> {
  await page.getByRole("button", { name: "Añadir", exact: true }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

/** Step 3: who they are, with dated places in the household. Returns the address of the file. */
export async function openFamilyFile(walker: Walker, family: JourneyFamily): Promise<string> {
  const { page } = walker;
  const [first = "", second = ""] = family.surnames.split(" ");
  await page.getByRole("link", { name: "Abrir ficha de familia" }).click();
  await page
    .getByRole("group", { name: "Persona de referencia" })
    .getByLabel("Nombre", { exact: true })
    .fill(family.mother);
  const mother = page.getByRole("group", { name: family.mother, exact: true });
  await mother.getByLabel("Primer apellido").fill(first);
  await mother.getByLabel("Segundo apellido").fill(second);
  await fillDate(mother, "Fecha de nacimiento", "1990-04-12");
  await choose(mother, "Sexo", "Mujer");
  await page.getByRole("button", { name: "Añadir otra persona" }).click();
  const second_ = page.getByRole("group", { name: "Persona 2" });
  await second_.getByLabel(`Qué es de ${family.mother}`).selectOption({ label: "Su hija o hijo" });
  await second_.getByLabel("Nombre", { exact: true }).fill(family.child);
  const child = page.getByRole("group", { name: family.child, exact: true });
  await child.getByLabel("Primer apellido").fill(first);
  await fillDate(child, "Fecha de nacimiento", "2017-09-03");
  await choose(child, "Sexo", "Mujer");
  await look(walker, "ficha-nueva");
  await page.getByRole("button", { name: "Abrir ficha", exact: true }).click();
  await page.waitForURL(/\/familias\/[0-9a-f-]{36}$/);
  await page.getByText("la familia está aceptada", { exact: false }).first().waitFor();
  await look(walker, "ficha-recien-abierta");
  return new URL(page.url()).pathname;
}

/** Step 3, second part: a grandmother enters the household; a name already known is asked about. */
export async function addGrandmother(walker: Walker, family: JourneyFamily): Promise<void> {
  const { page } = walker;
  const [first = "", second = ""] = family.surnames.split(" ");
  await addToFamily(walker, "Persona del hogar");
  await page.getByLabel(`Qué es de ${family.mother}`).selectOption({ label: "Su madre o padre" });
  await page.getByLabel("Nombre", { exact: true }).fill(family.mother);
  await page.getByLabel("Primer apellido").fill(first);
  await page.getByLabel("Segundo apellido").fill(second);
  await page.getByText("¿Es la misma persona?").waitFor();
  await page.getByText(/mismo nombre/).waitFor();
  await look(walker, "posible-duplicado");
  await page.getByLabel("Nombre", { exact: true }).fill("Hortensia");
  await page.getByLabel("Segundo apellido").fill("Barreiro");
  await page.getByText("¿Es la misma persona?").waitFor({ state: "detached" });
  await fillDate(page, "Fecha de nacimiento", "1961");
  await choose(page, "Sexo", "Mujer");
  await page.getByRole("button", { name: "Añadir al hogar" }).click();
  await page.getByRole("heading", { name: "Parentescos y vínculos" }).waitFor();
  await page.getByText("Hortensia es madre o padre de Rosario", { exact: true }).waitFor();
  await look(walker, "familia-y-red");
}

/** Step 3, third part: a relationship of the household, with its strength. */
export async function addTie(walker: Walker, family: JourneyFamily): Promise<void> {
  const { page } = walker;
  await addToFamily(walker, "Vínculo");
  await page.getByLabel("Quién", { exact: true }).selectOption({ index: 3 });
  await page.getByLabel("Qué es", { exact: true }).selectOption({ label: "es abuela o abuelo de" });
  await page.getByLabel("De quién", { exact: true }).selectOption({ index: 2 });
  await choose(page, "Cómo es el vínculo", "Fuerte");
  await look(walker, "vinculo");
  await page.getByRole("button", { name: "Guardar vínculo" }).click();
  await page.getByText(`Hortensia es abuela o abuelo de ${family.child}`, { exact: true }).waitFor();
}

/** Step 4: consent of an adult, then the case: refused without consent, open with it. */
export async function consentAndOpen(walker: Walker, family: JourneyFamily, file: string): Promise<void> {
  const { page } = walker;
  await goTo(walker, file);
  await addToFamily(walker, "Acompañamiento");
  await page.getByText("Antes hace falta el consentimiento de la familia.").waitFor();
  await look(walker, "abrir-sin-consentimiento");
  await page.getByRole("link", { name: "Anotar consentimiento" }).click();
  await page.getByRole("group", { name: "Para qué" }).getByRole("radio").first().check();
  await choose(page, "Quién consiente", `${family.mother} ${family.surnames}`);
  await choose(page, "Cómo lo da", "Firmado");
  await look(walker, "consentimiento");
  await page.getByRole("button", { name: "Guardar consentimiento" }).click();
  await page.getByText("En vigor").first().waitFor();
  await addToFamily(walker, "Acompañamiento");
  await page.getByRole("button", { name: "Abrir acompañamiento" }).click();
  await page.waitForURL(`**${file}`);
  await goTo(walker, `${file}/acompanamiento`);
  await page.getByText("Nos conocemos y miramos juntos").filter({ visible: true }).first().waitFor();
  const team = page.getByRole("region", { name: "Equipo" });
  expect(await team.getByText("Marta Soto").count()).toBeGreaterThan(0);
  await look(walker, "acompanamiento");
}
