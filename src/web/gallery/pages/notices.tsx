import { AlertList } from "../../ui/AlertList.tsx";
import { AttentionList } from "../../ui/AttentionList.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { DueDate } from "../../ui/DueDate.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { UnderWay } from "../../ui/UnderWay.tsx";
import type { GalleryPage } from "../page.ts";

function Banners() {
  return (
    <>
      <Banner tone="neutral" title="Sin conexión">
        Puede seguir trabajando. Hay 3 visitas por enviar; los datos son de hoy a las 07:10.
      </Banner>
      <Banner tone="soon" title="No pudimos enviar la visita">
        Está guardada en este teléfono. La enviaremos cuando haya señal.
      </Banner>
      <Banner tone="good">La familia leyó el resumen y está de acuerdo.</Banner>
      <Banner tone="info">Este instrumento tiene textos pendientes de publicar.</Banner>
      <Banner tone="danger" title="Un niño podría estar en peligro" actions={<Button>Ver los pasos</Button>}>
        Siga los pasos de protección y llame a la guardia.
      </Banner>
    </>
  );
}

function Alerts() {
  return (
    <AlertList
      alerts={[
        { id: "dog", text: "Perro agresivo, ir de a dos", by: "M. Soto", since: "2026-11-03", review: "2027-02-03" },
        { id: "phone", text: "No llamar al teléfono de la casa", by: "M. Soto", since: "2026-10-12" },
        { id: "order", text: "Orden de alejamiento vigente", by: "Juzgado", since: "2026-11-03", danger: true },
      ]}
    />
  );
}

function Attention() {
  return (
    <AttentionList
      entries={[
        {
          id: "review",
          title: "Revisión de la medida de Teo",
          href: "#review",
          action: "Preparar",
          when: <DueDate date="2026-11-28" label="Vence" legal />,
        },
        {
          id: "visit",
          title: "Visita sin resultado",
          href: "#visit",
          action: "Registrar",
          when: <DueDate date="2026-11-19" label="Registro de la visita" />,
        },
      ]}
    />
  );
}

function Nothing() {
  return <AttentionList title="Atención del equipo" entries={[]} />;
}

function Toasts() {
  const toast = useToast();
  return (
    <div className="flex flex-wrap gap-3">
      <Button onPress={() => toast({ text: "Visita guardada" })}>Mostrar aviso</Button>
      <Button onPress={() => toast({ text: "Meta archivada", action: { label: "Deshacer", onPress: () => {} } })}>
        Con acción
      </Button>
    </div>
  );
}

function Going() {
  return (
    <>
      <UnderWay words="Leyendo la declaración…" share={undefined} />
      <UnderWay words="Enviado el 40 %." share={0.4} />
    </>
  );
}

export const page: GalleryPage = {
  id: "notices",
  title: "Avisos",
  use: "Calma: lo urgente arriba, con lo que hay que hacer; lo demás en voz baja.",
  group: "Avisos",
  states: [
    { name: "Franjas", Show: Banners },
    { name: "Alertas de la familia", Show: Alerts },
    { name: "Atención ahora", Show: Attention },
    { name: "Nada urgente", Show: Nothing },
    { name: "Algo en marcha", Show: Going },
    { name: "Avisos breves", Show: Toasts },
  ],
};
