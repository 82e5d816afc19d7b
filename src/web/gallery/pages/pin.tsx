import { useState } from "react";
import { PinPad } from "../../ui/PinPad.tsx";
import { QuickExit } from "../../ui/QuickExit.tsx";
import type { GalleryPage } from "../page.ts";

function Pin() {
  const [pin, setPin] = useState("");
  return (
    <>
      <PinPad label="Código para salir" hint="Lo eligió la trabajadora al empezar" length={4} onComplete={setPin} />
      <output>{pin ? "código completo" : "faltan cifras"}</output>
    </>
  );
}

function Wrong() {
  return (
    <PinPad label="Código para salir" length={4} onComplete={() => {}} error="No es ese código. Pruebe otra vez." />
  );
}

function Exit() {
  return (
    <div>
      <QuickExit />
    </div>
  );
}

export const page: GalleryPage = {
  id: "pin",
  title: "Código y salida",
  use: "Para entregar el teléfono a la familia y para que la familia pueda irse deprisa.",
  group: "Acciones",
  states: [
    { name: "Código", Show: Pin },
    { name: "Código equivocado", Show: Wrong },
    { name: "Salir rápido", Show: Exit },
  ],
};
