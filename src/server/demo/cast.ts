import type { InputOf } from "../../contracts/contract.ts";
import type { registerHousehold } from "../../contracts/households.ts";
import type { Chance } from "./chance.ts";

type NewHousehold = InputOf<typeof registerHousehold>;
type NewMember = NewHousehold["members"][number];

const MOTHERS = [
  "Ana",
  "Rosa",
  "Lucía",
  "Fátima",
  "Pilar",
  "Sonia",
  "Miriam",
  "Carmen",
  "Elena",
  "Yolanda",
  "Irina",
  "Noelia",
];
const FATHERS = ["Juan", "Andrés", "Omar", "Paco", "Rubén", "Luis", "Mihai", "Sergio"];
const CHILDREN = [
  "Luz",
  "Teo",
  "Abril",
  "Leo",
  "Vera",
  "Nora",
  "Hugo",
  "Sara",
  "Izan",
  "Aya",
  "Dani",
  "Noa",
  "Alba",
  "Marcos",
];
const SURNAMES = [
  "Huenchumil",
  "Rojas",
  "García",
  "Molina",
  "Ortega",
  "Navarro",
  "Serrano",
  "Bravo",
  "Peña",
  "Cano",
  "Vidal",
  "Robles",
  "Ibáñez",
  "Nieto",
  "Campos",
  "Lozano",
  "Reyes",
  "Pardo",
];

/** A fictional family ready to be registered, with the ids the story goes on with. */
export interface CastFamily {
  readonly name: string;
  readonly members: readonly NewMember[];
  readonly relationships: NewHousehold["relationships"];
  readonly referenceId: string;
  readonly adultIds: readonly string[];
}

function member(
  chance: Chance,
  at: Date,
  person: {
    role: NewMember["role"];
    given: string;
    surnames: readonly [string, string];
    year: number;
    sex: "female" | "male";
  },
): NewMember {
  const day = at.toISOString().slice(0, 10);
  const month = String(chance.between(1, 12)).padStart(2, "0");
  return {
    membershipId: chance.id(at),
    personId: chance.id(at),
    role: person.role,
    since: day,
    person: {
      givenNames: person.given,
      firstSurname: person.surnames[0],
      secondSurname: person.surnames[1],
      birth:
        chance.next() < 0.15
          ? String(person.year)
          : `${person.year}-${month}-${String(chance.between(1, 28)).padStart(2, "0")}`,
      sex: person.sex,
      languages: ["es"],
    },
    documents: [],
    contacts:
      person.role === "reference"
        ? [
            {
              id: chance.id(at),
              kind: "phone",
              value: `600 000 ${String(chance.between(100, 999))}`,
              safe: chance.next() < 0.8,
            },
          ]
        : [],
  };
}

function threeSurnames(chance: Chance): readonly [string, string, string] {
  const first = chance.pick(SURNAMES);
  const second = chance.pick(SURNAMES.filter((surname) => surname !== first));
  return [first, second, chance.pick(SURNAMES.filter((surname) => surname !== first && surname !== second))];
}

/** Draws a family: a mother, often a partner, one to three children, with their ties. */
export function castFamily(chance: Chance, at: Date): CastFamily {
  const [first, second, third] = threeSurnames(chance);
  const year = at.getUTCFullYear();
  const mother = member(chance, at, {
    role: "reference",
    given: chance.pick(MOTHERS),
    surnames: [first, second],
    year: year - chance.between(22, 45),
    sex: "female",
  });
  const partner =
    chance.next() < 0.5
      ? member(chance, at, {
          role: "partner",
          given: chance.pick(FATHERS),
          surnames: [third, second],
          year: year - chance.between(24, 50),
          sex: "male",
        })
      : undefined;
  const children = Array.from({ length: chance.between(1, 3) }, () =>
    member(chance, at, {
      role: "child",
      given: chance.pick(CHILDREN),
      surnames: [partner ? third : first, partner ? first : second],
      year: year - chance.between(1, 16),
      sex: chance.next() < 0.5 ? "female" : "male",
    }),
  );
  const adults = partner ? [mother, partner] : [mother];
  const parenthood = children.flatMap((child) =>
    adults.map((adult) => ({
      id: chance.id(at),
      fromPersonId: adult.personId,
      toPersonId: child.personId,
      kind: "parent" as const,
      strength: chance.pick(["strong", "strong", "tense", "unknown"] as const),
    })),
  );
  const couple = partner
    ? [
        {
          id: chance.id(at),
          fromPersonId: mother.personId,
          toPersonId: partner.personId,
          kind: "partner" as const,
          strength: "strong" as const,
        },
      ]
    : [];
  return {
    name: partner ? `${third} ${first}` : `${first} ${second}`,
    members: [...adults, ...children],
    relationships: [...couple, ...parenthood],
    referenceId: mother.personId,
    adultIds: adults.map(({ personId }) => personId),
  };
}
