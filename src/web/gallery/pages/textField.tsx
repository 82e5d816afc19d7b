import { useState } from "react";
import { NumberField } from "../../ui/NumberField.tsx";
import { TextArea } from "../../ui/TextArea.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { GalleryPage } from "../page.ts";

function Plain() {
  return (
    <>
      <TextField name="name" label="Nombre" autoComplete="off" defaultValue="Ana Rojas" />
      <TextField
        name="phone"
        label="Teléfono"
        type="tel"
        hint="Uno que pueda atender sin peligro"
        optional
        width="half"
      />
      <TextField name="code" label="Código" defaultValue="F-1042" readOnly width="short" />
    </>
  );
}

function Wrong() {
  return <TextField name="name" label="Nombre" hint="Como la persona quiere que la llamen" error="Escriba el nombre" />;
}

function Long() {
  const [text, setText] = useState("Que los niños duerman cada uno en su cama.");
  return <TextArea name="goal" label="La meta, con las palabras de la familia" value={text} onChange={setText} />;
}

function Numbers() {
  const [rent, setRent] = useState<number | null>(1234.5);
  const [children, setChildren] = useState<number | null>(3);
  return (
    <>
      <NumberField name="rent" label="Arriendo al mes" value={rent} onChange={setRent} suffix="€" />
      <NumberField
        name="children"
        label="¿Cuántos niños viven en la casa?"
        whole
        value={children}
        onChange={setChildren}
      />
      <output>{rent === null ? "ningún número" : `leído: ${rent}`}</output>
    </>
  );
}

export const page: GalleryPage = {
  id: "text-field",
  title: "Texto y número",
  use: "La pregunta encima, la ayuda antes de la caja, el ancho de la respuesta.",
  group: "Formularios",
  states: [
    { name: "Una línea", Show: Plain },
    { name: "Con error", Show: Wrong },
    { name: "Varias líneas", Show: Long },
    { name: "Números: coma o punto", Show: Numbers },
  ],
};
