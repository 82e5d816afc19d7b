import { useState } from "react";
import { DateField } from "../../ui/DateField.tsx";
import { DatePicker } from "../../ui/DatePicker.tsx";
import type { GalleryPage } from "../page.ts";

function Birth() {
  const [date, setDate] = useState("2017-03-27");
  return <DateField name="birth" label="Fecha de nacimiento" value={date} onChange={setDate} />;
}

function Partial() {
  const [date, setDate] = useState("2019-03");
  return (
    <DateField
      name="arrival"
      label="¿Cuándo llegaron a la comuna?"
      hint="Si no recuerdan el día, basta el mes o el año"
      partial
      value={date}
      onChange={setDate}
    />
  );
}

function Wrong() {
  const [date, setDate] = useState("");
  return (
    <DateField
      name="wrong"
      label="Fecha del acuerdo"
      error="Escriba el día, el mes y el año"
      value={date}
      onChange={setDate}
    />
  );
}

function Picker() {
  const [date, setDate] = useState("2026-11-25");
  return (
    <>
      <DatePicker
        name="visit"
        label="Próxima visita"
        hint="De lunes a viernes"
        min="2026-11-21"
        value={date}
        onChange={setDate}
      />
      <output>{date || "sin fecha"}</output>
    </>
  );
}

function PickerWrong() {
  const [date, setDate] = useState("");
  return <DatePicker name="due" label="Plazo" error="Elija un día a partir de hoy" value={date} onChange={setDate} />;
}

export const page: GalleryPage = {
  id: "dates",
  title: "Fechas",
  use: "Tres cajas para las fechas que se saben de memoria; calendario para las cercanas.",
  group: "Formularios",
  states: [
    { name: "Sabida de memoria", Show: Birth },
    { name: "Incompleta", Show: Partial },
    { name: "Con error", Show: Wrong },
    { name: "Con calendario", Show: Picker },
    { name: "Con calendario y error", Show: PickerWrong },
  ],
};
