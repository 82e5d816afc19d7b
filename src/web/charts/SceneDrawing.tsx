import { useId } from "react";
import type { Ink, Mark, Scene } from "../../core/drawings/scene.ts";
import { dotPath } from "../../core/drawings/sceneMarkup.ts";

interface SceneDrawingProps {
  readonly scene: Scene;
}

/** A laid-out drawing as SVG in the colours of the theme; to a reader it is one picture with its title and description. */
export function SceneDrawing({ scene }: SceneDrawingProps) {
  const id = useId();
  const { width, height, title, description, marks } = scene;
  const hatched = HATCHED.filter((ink) =>
    marks.some((mark) => mark.kind === "bar" && mark.hatched && mark.ink === ink),
  );
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block h-auto max-w-full"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <defs>
        {hatched.map((ink) => (
          <Hatch key={ink} id={`${id}-${ink}`} ink={ink} />
        ))}
      </defs>
      {marks.map((mark, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks are drawn in order and have no name of their own
        <MarkShape key={at} mark={mark} hatches={id} />
      ))}
    </svg>
  );
}

const HATCHED = ["programme", "comparison", "soft", "ink"] as const satisfies readonly Ink[];

function Hatch({ id, ink }: { readonly id: string; readonly ink: Ink }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" className={FILLED.paper} />
      <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" strokeWidth="1.6" className={DRAWN[ink]} />
    </pattern>
  );
}

function MarkShape({ mark, hatches }: { readonly mark: Mark; readonly hatches: string }) {
  switch (mark.kind) {
    case "line": {
      const { x1, y1, x2, y2, width, ink } = mark;
      return <line x1={x1} y1={y1} x2={x2} y2={y2} strokeWidth={width} className={DRAWN[ink]} {...dashes(mark)} />;
    }
    case "path":
      return mark.filled ? (
        <path d={mark.d} fillOpacity={1 / 6} className={FILLED[mark.ink]} />
      ) : (
        <path
          d={mark.d}
          fill="none"
          strokeWidth={mark.width}
          strokeLinejoin="round"
          className={DRAWN[mark.ink]}
          {...dashes(mark)}
        />
      );
    case "dot":
      return (
        <path
          d={dotPath(mark)}
          strokeWidth={Math.min(2, mark.r / 2)}
          className={`${DRAWN[mark.ink]} ${FILLED[mark.hollow ? "paper" : mark.ink]}`}
        />
      );
    case "bar": {
      const { x, y, width, height, ink } = mark;
      const box = { x, y, width, height };
      return mark.hatched ? (
        <rect {...box} fill={`url(#${hatches}-${ink})`} className={DRAWN[ink]} />
      ) : (
        <rect {...box} className={FILLED[ink]} />
      );
    }
    case "text":
      return (
        <text
          x={mark.x}
          y={mark.y}
          fontSize={mark.size}
          textAnchor={mark.anchor}
          className={`numeric ${FILLED[mark.ink]}`}
        >
          {mark.text}
        </text>
      );
  }
}

function dashes({ dashed, width }: { readonly dashed: boolean; readonly width: number }) {
  return dashed ? { strokeDasharray: `${width * 3} ${width * 2 + 1}` } : {};
}

const DRAWN = {
  ink: "stroke-ink",
  soft: "stroke-ink-soft",
  faint: "stroke-line",
  programme: "stroke-teal",
  comparison: "stroke-plum",
  limit: "stroke-ochre-mark",
  paper: "stroke-paper",
} satisfies Record<Ink, string>;

const FILLED = {
  ink: "fill-ink",
  soft: "fill-ink-soft",
  faint: "fill-line",
  programme: "fill-teal",
  comparison: "fill-plum",
  limit: "fill-ochre",
  paper: "fill-paper",
} satisfies Record<Ink, string>;
