import type { LegendItem } from "./entry.ts";

const WIDTH = 26;
const HEIGHT = 14;

/** The sample beside a legend's words, drawn from what the style is drawn from. */
export function LegendSwatch({ swatch }: Pick<LegendItem, "swatch">) {
  return (
    <span className="og-swatch" translate="no">
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {swatch.kind === "fill" && (
          <rect
            x="2"
            y="1.500"
            width={WIDTH - 4}
            height={HEIGHT - 3}
            rx="2"
            fill={swatch.color}
            stroke={swatch.outline ?? "none"}
            strokeWidth="1.200"
          />
        )}
        {swatch.kind === "line" && <LineSample {...swatch} />}
        {swatch.kind === "point" && <PointSample {...swatch} />}
      </svg>
    </span>
  );
}

type Swatch<K extends LegendItem["swatch"]["kind"]> = Extract<LegendItem["swatch"], { kind: K }>;

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
