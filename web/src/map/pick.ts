import type { Map as MapLibre, PointLike } from "maplibre-gl";
import type { LayerSpec } from "./layer-spec.ts";
import type { Picked, ScreenPoint } from "./mode.ts";

type Where = ScreenPoint | readonly [ScreenPoint, ScreenPoint];

const isBox = (where: Where): where is readonly [ScreenPoint, ScreenPoint] => Array.isArray(where);

const corner = ({ x, y }: ScreenPoint, by: number): PointLike => [x + by, y + by];

/** Features of the given layers, topmost first. A layer that is not drawn now is passed over. */
export function pickFeatures(
  map: MapLibre,
  where: Where,
  specIds: readonly string[],
  radius = 0,
): Picked[] {
  const layers = specIds.filter((id) => map.getLayer(id) !== undefined);
  if (layers.length === 0) return [];
  const box: [PointLike, PointLike] = isBox(where)
    ? [corner(where[0], 0), corner(where[1], 0)]
    : [corner(where, -radius), corner(where, radius)];
  return map.queryRenderedFeatures(box, { layers }).map((feature) => ({
    specId: feature.layer.id,
    featureId: feature.id,
    properties: feature.properties,
  }));
}

/** What a click in the resting mode means. */
export interface PickedObject {
  readonly layer: string;
  readonly id: string;
}

/** Pixels round the pointer in which a small point is still hit. */
const REACH = 3;

/** The topmost object that can be chosen; a point within reach goes before what lies under it. */
export function pickObject(
  map: MapLibre,
  point: ScreenPoint,
  specs: readonly LayerSpec[],
): PickedObject | null {
  const targets = new Map(
    specs.flatMap((spec) => (spec.pick === undefined ? [] : [[spec.id, spec.pick] as const])),
  );
  for (const picked of pickFeatures(map, point, [...targets.keys()], REACH)) {
    const target = targets.get(picked.specId);
    const id = picked.properties[target?.idFrom ?? "id"] ?? picked.featureId;
    if (target !== undefined && (typeof id === "string" || typeof id === "number"))
      return { layer: target.layer, id: String(id) };
  }
  return null;
}
