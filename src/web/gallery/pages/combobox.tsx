import { useState } from "react";
import { Combobox, type ComboboxOption } from "../../ui/Combobox.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { TagList } from "../../ui/TagList.tsx";
import type { GalleryPage } from "../page.ts";

const SCHOOLS: readonly ComboboxOption[] = [
  { id: "vergel", label: "Escuela El Vergel", detail: "A 2 km" },
  { id: "alerce", label: "Escuela El Alerce", detail: "A 4 km" },
  { id: "rauli", label: "Liceo Raulí", detail: "A 6 km" },
];

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const find = async (query: string) => SCHOOLS.filter(({ label }) => plain(label).includes(plain(query)));
const fail = async (): Promise<readonly ComboboxOption[]> => {
  throw new Error("sin señal");
};

function Plain() {
  const [school, setSchool] = useState<ComboboxOption | null>(null);
  return (
    <>
      <Combobox name="school" label="Escuela" hint="Por nombre" load={find} value={school} onChange={setSchool} />
      <output>{school ? `elegida: ${school.id}` : "ninguna elegida"}</output>
    </>
  );
}

function Wrong() {
  return (
    <Combobox
      name="wrong"
      label="Escuela"
      error="Elija una escuela de la lista"
      load={find}
      value={null}
      onChange={() => {}}
    />
  );
}

function Failing() {
  return <Combobox name="failing" label="Escuela, sin señal" load={fail} value={null} onChange={() => {}} />;
}

function Search() {
  const [query, setQuery] = useState("Huenchumil");
  return (
    <SearchField label="Buscar familias por nombre, código o teléfono" value={query} onChange={setQuery} withButton />
  );
}

function Tags() {
  const [tags, setTags] = useState([
    { id: "late", label: "Vencidas" },
    { id: "mine", label: "Mis familias" },
  ]);
  return <TagList label="Filtros en uso" tags={tags} onRemove={(id) => setTags(tags.filter((tag) => tag.id !== id))} />;
}

export const page: GalleryPage = {
  id: "combobox",
  title: "Buscar y elegir",
  use: "Para escoger entre cientos: se escribe y se elige. Dice en voz alta cuántas opciones hay.",
  group: "Formularios",
  states: [
    { name: "Lista con búsqueda", Show: Plain },
    { name: "Con error", Show: Wrong },
    { name: "Búsqueda que falla", Show: Failing },
    { name: "Búsqueda", Show: Search },
    { name: "Etiquetas que se quitan", Show: Tags },
  ],
};
