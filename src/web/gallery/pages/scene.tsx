import { drawPicture } from "../../../core/drawings/drawPicture.ts";
import type { Picture } from "../../../core/drawings/picture.ts";
import { SceneDrawing } from "../../charts/SceneDrawing.tsx";
import { useLocale } from "../../i18n/LocaleProvider.tsx";
import { useWidth } from "../../ui/useWidth.ts";
import type { GalleryPage } from "../page.ts";

const words = (es: string) => ({ es, en: es });

const OVERLAP: Picture = {
  kind: "overlap",
  title: words("¿Había con quién comparar?"),
  description: words("Casi en todos los tramos hay familias de los dos grupos."),
  bins: [6, 9, 18, 24, 30, 26, 17, 8].map((programme, at) => ({
    from: at / 8,
    to: (at + 1) / 8,
    programme,
    comparison: [22, 41, 38, 30, 22, 14, 9, 5][at] ?? 0,
  })),
};

function Drawn() {
  const { language } = useLocale();
  const [frame, room] = useWidth<HTMLDivElement>();
  return (
    <div ref={frame}>
      <SceneDrawing scene={drawPicture(OVERLAP, { width: Math.min(room, 760), language })} />
    </div>
  );
}

export const page: GalleryPage = {
  id: "scene",
  title: "Dibujo ya compuesto",
  use: "Para los dibujos que también van al papel: se componen una vez para un ancho y aquí toman los colores del tema.",
  group: "Gráficos",
  states: [{ name: "Dos grupos", Show: Drawn }],
};
