import type { LayerSpec, StyleLayerSpec } from "./layer-spec.ts";

const OPACITIES: Partial<Record<StyleLayerSpec["type"], readonly string[]>> = {
  background: ["background-opacity"],
  fill: ["fill-opacity"],
  line: ["line-opacity"],
  circle: ["circle-opacity", "circle-stroke-opacity"],
  symbol: ["text-opacity", "icon-opacity"],
  raster: ["raster-opacity"],
  heatmap: ["heatmap-opacity"],
};

/** Multiplies every opacity of the layer by `factor`; 1 gives the same object back. */
export function fadeLayer(spec: LayerSpec, factor: number): LayerSpec {
  if (factor === 1) return spec;
  if (spec.type === "points") return { ...spec, opacity: spec.opacity * factor };
  const paint: Record<string, unknown> = { ...spec.paint };
  for (const name of OPACITIES[spec.type] ?? []) paint[name] = scaleValue(paint[name] ?? 1, factor);
  return { ...spec, paint };
}

/**
 * A zoom curve must stay outermost (the style specification refuses `zoom` deeper down), so its
 * outputs are scaled and not the whole.
 */
function scaleValue(value: unknown, factor: number): unknown {
  if (typeof value === "number") return value * factor;
  if (!Array.isArray(value)) return value;
  const parts: readonly unknown[] = value;
  const [name] = parts;
  const firstOutput = name === "interpolate" ? 4 : name === "step" ? 2 : null;
  if (firstOutput === null) return ["*", value, factor];
  return parts.map((part, at) =>
    at >= firstOutput && (at - firstOutput) % 2 === 0 ? scaleValue(part, factor) : part,
  );
}
