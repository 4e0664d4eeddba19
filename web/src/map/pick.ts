import type { Map as MapLibre, PointLike } from "maplibre-gl";
import type { Selection } from "./entry.ts";
import type { LayerSpec, PickTarget } from "./layer-spec.ts";
import type { Picked, ScreenPoint } from "./mode.ts";
import { pickPoints } from "./points/pick-points.ts";

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

/**
 * Everything at the point that can be chosen, once each: things before the areas they lie in, and
 * inside these the topmost first.
 */
export function pickObjects(
  map: MapLibre,
  point: ScreenPoint,
  specs: readonly LayerSpec[],
): readonly PickedObject[] {
  const targets = new Map(
    specs.flatMap((spec) => (spec.pick === undefined ? [] : [[spec.id, spec.pick] as const])),
  );
  const points = specs.filter((spec) => spec.type === "points");
  const ids = [...targets.keys()].filter((id) => points.every((spec) => spec.id !== id));
  return rankPicked(
    [
      // Layers of points lie over the ground's features.
      ...points.flatMap((spec) =>
        pickPoints(map, spec, point, REACH).map((id): Picked => ({
          specId: spec.id,
          featureId: id,
          properties: {},
        })),
      ),
      ...pickFeatures(map, point, ids, REACH),
    ],
    targets,
  );
}

export function rankPicked(
  picked: readonly Picked[],
  targets: ReadonlyMap<string, PickTarget>,
): readonly PickedObject[] {
  const found = new Map<string, PickedObject & { readonly isArea: boolean }>();
  for (const { specId, featureId, properties } of picked) {
    const target = targets.get(specId);
    const id = properties[target?.idFrom ?? "id"] ?? featureId;
    if (target === undefined || (typeof id !== "string" && typeof id !== "number")) continue;
    const key = `${target.layer}:${id}`;
    if (!found.has(key))
      found.set(key, { layer: target.layer, id: String(id), isArea: target.isArea === true });
  }
  return [...found.values()]
    .toSorted((a, b) => Number(a.isArea) - Number(b.isArea))
    .map(({ layer, id }) => ({ layer, id }));
}

/** The first of them; when that is chosen already, the next: a second click goes one deeper. */
export function nextObject(
  candidates: readonly PickedObject[],
  selection: Selection,
): PickedObject | null {
  const at = candidates.findIndex(
    ({ layer, id }) =>
      selection.kind === "object" && selection.layer === layer && selection.id === id,
  );
  return candidates[(at + 1) % Math.max(1, candidates.length)] ?? null;
}
