import type { OutputOf } from "../../contracts/contract.ts";
import type { studyResult } from "../../contracts/studyRuns.ts";
import { drawPicture } from "../../core/drawings/drawPicture.ts";
import { pictureTable } from "../../core/drawings/pictureTable.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { Explorer } from "../charts/Explorer.tsx";
import { SceneDrawing } from "../charts/SceneDrawing.tsx";
import { useLocale } from "../i18n/LocaleProvider.tsx";
import { useWidth } from "../ui/useWidth.ts";

type Picture = NonNullable<OutputOf<typeof studyResult>["result"]>["pictures"][number];

const WIDEST = 760;

/** A picture of a study: drawn at its real width, read with the arrows, and as a table one press away. */
export function PictureFigure({ picture }: { readonly picture: Picture }) {
  const { language } = useLocale();
  const [frame, room] = useWidth<HTMLDivElement>();
  const scene = drawPicture(picture, { width: Math.min(room, WIDEST), language });
  const { head, rows } = pictureTable(picture, language);
  const stops = rows.map((row) => row.map((cell, at) => (at === 0 ? cell : `${head[at]} ${cell}`)).join("; "));
  return (
    <ChartFigure title={scene.title} description={scene.description} table={{ headers: head, rows }}>
      {(ids) => (
        <Explorer {...ids} stops={stops}>
          {() => (
            <div ref={frame}>
              <SceneDrawing scene={scene} />
            </div>
          )}
        </Explorer>
      )}
    </ChartFigure>
  );
}
