import { useState } from "react";
import { Checkbox, CheckboxGroup } from "../../ui/CheckboxGroup.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import type { GalleryPage } from "../page.ts";

const CHANNELS = [
  { value: "home", label: "En la casa" },
  { value: "centre", label: "En el centro", hint: "Sala reservada" },
  { value: "phone", label: "Por teléfono" },
];

function Radios() {
  const [channel, setChannel] = useState<string | null>("home");
  return (
    <RadioGroup name="channel" label="¿Dónde fue la visita?" options={CHANNELS} value={channel} onChange={setChannel} />
  );
}

function Inline() {
  const [answer, setAnswer] = useState<string | null>(null);
  return (
    <RadioGroup
      name="consent"
      label="¿Consienten registrar la visita?"
      layout="inline"
      error="Elija sí o no"
      options={[
        { value: "yes", label: "Sí" },
        { value: "no", label: "No" },
      ]}
      value={answer}
      onChange={setAnswer}
    />
  );
}

function Face({ level }: { readonly level: number }) {
  return (
    <svg
      viewBox="0 0 40 40"
      aria-hidden="true"
      className="size-12 fill-none stroke-current stroke-2 [stroke-linecap:round]"
    >
      <path d="M6 18 20 6l14 12v16H6z" />
      {level > 0 && <path d="M16 34V24h8v10" />}
      {level > 1 && <path d="M11 22h3M26 22h3" />}
    </svg>
  );
}

function Scale() {
  const [answer, setAnswer] = useState<string | null>("partly");
  return (
    <RadioGroup
      name="home"
      label="«En nuestra casa hay espacio para dormir sin apretarnos»"
      layout="scale"
      options={[
        { value: "yes", label: "Así es hoy", picture: <Face level={2} /> },
        { value: "partly", label: "A medias", picture: <Face level={1} /> },
        { value: "no", label: "Todavía no", picture: <Face level={0} /> },
        { value: "na", label: "No aplica a nuestra familia", apart: true },
        { value: "silent", label: "Prefiero no responder", apart: true },
      ]}
      value={answer}
      onChange={setAnswer}
    />
  );
}

function Boxes() {
  const [present, setPresent] = useState<readonly string[]>(["ana"]);
  return (
    <CheckboxGroup
      name="present"
      label="¿Quiénes están?"
      options={[
        { value: "ana", label: "Ana", hint: "44 años, referente" },
        { value: "luz", label: "Luz", hint: "9 años" },
        { value: "none", label: "Nadie de la familia", exclusive: true },
      ]}
      value={present}
      onChange={setPresent}
    />
  );
}

function OneBox() {
  const [agreed, setAgreed] = useState(false);
  return (
    <Checkbox
      name="read"
      label="Leímos el resumen en voz alta"
      error="Confirme que se leyó"
      value={agreed}
      onChange={setAgreed}
    />
  );
}

function Select() {
  const [place, setPlace] = useState("");
  return (
    <SelectField
      name="place"
      label="Territorio"
      options={[
        { label: "Araucanía", options: [{ value: "temuco", label: "Temuco" }] },
        { label: "Cataluña", options: [{ value: "badalona", label: "Badalona" }] },
      ]}
      value={place}
      onChange={setPlace}
    />
  );
}

export const page: GalleryPage = {
  id: "choices",
  title: "Elegir",
  use: "Hasta siete opciones, a la vista. La fila entera se puede tocar.",
  group: "Formularios",
  states: [
    { name: "Una de pocas", Show: Radios },
    { name: "En línea, con error", Show: Inline },
    { name: "Escala de instrumento", Show: Scale },
    { name: "Varias", Show: Boxes },
    { name: "Una casilla sola, con error", Show: OneBox },
    { name: "Una de muchas", Show: Select },
  ],
};
