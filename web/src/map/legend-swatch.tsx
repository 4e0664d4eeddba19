import type { LegendItem } from "./entry.ts";
import { PERSON_PATH } from "./person-sign.ts";

const WIDTH = 26;
const HEIGHT = 14;

/** The sample beside a legend's words, drawn from what the style is drawn from. */
export function LegendSwatch({ swatch }: Pick<LegendItem, "swatch">) {
  return (
    <span className="og-swatch" translate="no">
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {swatch.kind === "fill" && <FillSample {...swatch} />}
        {swatch.kind === "line" && <LineSample {...swatch} />}
        {swatch.kind === "point" && <PointSample {...swatch} />}
        {swatch.kind === "person" && <PersonSample {...swatch} />}
      </svg>
    </span>
  );
}

type Swatch<K extends LegendItem["swatch"]["kind"]> = Extract<LegendItem["swatch"], { kind: K }>;

function FillSample({ color, outline, hatching }: Swatch<"fill">) {
  const box = { x: 2, y: 1.5, width: WIDTH - 4, height: HEIGHT - 3, rx: 2 };
  return (
    <>
      <rect {...box} fill={color} stroke={outline ?? "none"} strokeWidth="1.200" />
      {hatching !== undefined && (
        <path
          d={hatching.kind === "cross" ? RISING + FALLING : RISING}
          stroke={hatching.color}
          fill="none"
          strokeWidth="1.200"
        />
      )}
    </>
  );
}

const RISING = "M4 12 13 2M9 12 18 2M14 12 23 2";
const FALLING = "M4 2 13 12M9 2 18 12M14 2 23 12";

function LineSample({ color, width, casing, dash }: Swatch<"line">) {
  const line = { x1: 1, x2: WIDTH - 1, y1: HEIGHT / 2, y2: HEIGHT / 2 };
  return (
    <>
      {casing !== undefined && <line {...line} stroke={casing} strokeWidth={width + 1.6} />}
      <line {...line} stroke={color} strokeWidth={width} strokeDasharray={dash?.join(" ")} />
    </>
  );
}

function PointSample({ color, outline, sign }: Swatch<"point">) {
  return (
    <>
      <circle
        cx={WIDTH / 2}
        cy={HEIGHT / 2}
        r={sign === undefined ? 4 : 6.4}
        fill={color}
        stroke={outline ?? "none"}
        strokeWidth={sign === undefined ? 2 : 0.8}
      />
      {sign !== undefined && (
        <text x={WIDTH / 2} y={HEIGHT / 2 + 3} textAnchor="middle" fontSize="8.500" fill={outline}>
          {sign}
        </text>
      )}
    </>
  );
}

function PersonSample({ form, color, ground }: Swatch<"person">) {
  return (
    <path
      d={PERSON_PATH}
      transform={`translate(${WIDTH / 2 - 7.5} -0.6) scale(0.58)`}
      fill={form === "whole" ? color : ground}
      stroke={form === "whole" ? ground : color}
      strokeWidth="2.200"
      strokeLinejoin="round"
    />
  );
}
