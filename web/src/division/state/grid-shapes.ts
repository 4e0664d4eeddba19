import type { Shape, Shapes } from "../../map/index.ts";
import type { DivisionView } from "./grid-view.ts";

const shapesOf = new WeakMap<DivisionView, Shapes>();

/** Grids and the ground without one; the same object for the same view. */
export function gridShapes(view: DivisionView): Shapes {
  const before = shapesOf.get(view);
  if (before !== undefined) return before;
  const features: Shape[] = [...view.shapes].map(([gridId, geometry]) => ({
    type: "Feature",
    geometry,
    properties: { id: gridId, color: view.colors.get(gridId) ?? 0 },
  }));
  if (view.unassigned !== null)
    features.push({
      type: "Feature",
      geometry: view.unassigned,
      properties: { id: "", color: -1 },
    });
  const shapes: Shapes = { type: "FeatureCollection", features };
  shapesOf.set(view, shapes);
  return shapes;
}
