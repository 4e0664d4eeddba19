import type { PointsLayerSpec } from "./points/points-spec.ts";
import { PointsLayer } from "./points/points-layer.ts";
import type { FeatureStates, LayerSpec, SourceSpec, TileSource } from "./layer-spec.ts";

/** The methods of a MapLibre map that change what is drawn. Tests record them. */
export interface MapCanvas {
  readonly addSource: (id: string, source: object) => void;
  readonly removeSource: (id: string) => void;
  readonly getSource: (id: string) => object | undefined;
  readonly addLayer: (layer: { readonly id: string }, before?: string) => void;
  readonly removeLayer: (id: string) => void;
  readonly getLayer: (id: string) => object | undefined;
  readonly moveLayer: (id: string, before?: string) => void;
  readonly setPaintProperty: (layer: string, name: string, value: unknown) => void;
  readonly setLayoutProperty: (layer: string, name: string, value: unknown) => void;
  readonly setFilter: (layer: string, filter: unknown) => void;
  readonly setLayerZoomRange: (layer: string, min: number, max: number) => void;
  readonly setFeatureState: (target: FeatureTarget, state: object) => void;
  readonly removeFeatureState: (target: FeatureTarget) => void;
}

interface FeatureTarget {
  readonly source: string;
  readonly sourceLayer?: string;
  readonly id: string | number;
}

interface Applied {
  readonly layers: readonly LayerSpec[];
  readonly sources: ReadonlyMap<string, SourceSpec>;
}

const NOTHING: Applied = { layers: [], sources: new Map() };

/**
 * The only writer to the map. `apply` takes the whole list of layers, lowest first, compares it
 * with what it applied last and changes what differs. A spec that is the same object is not
 * looked into. What was applied is noted on the last line: after a throw the same change is
 * tried again, and every step looks at the map before it adds or removes.
 */
export function createSync(map: MapCanvas): {
  readonly apply: (layers: readonly LayerSpec[]) => void;
} {
  let applied = NOTHING;
  return {
    apply: (layers) => {
      const next: Applied = { layers, sources: collectSources(layers) };
      const last = new Map(applied.layers.map((layer) => [layer.id, layer]));
      const kept = removeLayers(map, applied, next);
      removeSources(map, applied.sources, next.sources);
      for (const source of next.sources.values())
        applySource(map, source, applied.sources.get(source.id));
      placeLayers(map, next.layers, last, kept);
      for (const source of next.sources.values())
        applyStates(map, source, applied.sources.get(source.id));
      applied = next;
    },
  };
}

function collectSources(layers: readonly LayerSpec[]): Map<string, SourceSpec> {
  const sources = new Map<string, SourceSpec>();
  for (const { id, source } of layers) {
    if (source === undefined) continue;
    const other = sources.get(source.id);
    if (other !== undefined && other !== source && !isSameSource(other, source))
      throw new Error(`layer ${id}: another layer gives source ${source.id} other contents`);
    sources.set(source.id, source);
  }
  return sources;
}

const isSameSource = (a: SourceSpec, b: SourceSpec): boolean =>
  a.kind === "shapes" || b.kind === "shapes"
    ? a.kind === b.kind && "data" in a && "data" in b && a.data === b.data
    : JSON.stringify(a) === JSON.stringify(b);

/** A source that MapLibre cannot change in place is taken off and put on again. */
function mustReplace(old: SourceSpec, source: SourceSpec): boolean {
  if (old === source) return false;
  if (old.kind === "tiles" && source.kind === "tiles")
    return (
      old.minZoom !== source.minZoom ||
      old.maxZoom !== source.maxZoom ||
      old.promoteId !== source.promoteId ||
      !isSameValue(old.bounds, source.bounds)
    );
  if (old.kind === "shapes" && source.kind === "shapes") return old.promoteId !== source.promoteId;
  return old.kind !== source.kind || JSON.stringify(old) !== JSON.stringify(source);
}

/** Takes off what is gone or cannot be changed in place; gives the ids that stay. */
function removeLayers(map: MapCanvas, applied: Applied, next: Applied): Set<string> {
  const wanted = new Map(next.layers.map((layer) => [layer.id, layer]));
  const kept = new Set<string>();
  for (const old of applied.layers) {
    const layer = wanted.get(old.id);
    const isKept = layer !== undefined && (layer === old || canKeep(old, layer, applied, next));
    if (isKept && map.getLayer(old.id) !== undefined) kept.add(old.id);
    else if (map.getLayer(old.id) !== undefined) map.removeLayer(old.id);
  }
  return kept;
}

function canKeep(old: LayerSpec, layer: LayerSpec, applied: Applied, next: Applied): boolean {
  const isSamePlace =
    old.type === layer.type &&
    old.source?.id === layer.source?.id &&
    old.sourceLayer === layer.sourceLayer;
  if (!isSamePlace || layer.source === undefined) return isSamePlace;
  const before = applied.sources.get(layer.source.id);
  const after = next.sources.get(layer.source.id);
  return before !== undefined && after !== undefined && !mustReplace(before, after);
}

function removeSources(
  map: MapCanvas,
  old: ReadonlyMap<string, SourceSpec>,
  next: ReadonlyMap<string, SourceSpec>,
): void {
  for (const [id, source] of old) {
    const wanted = next.get(id);
    const isKept = wanted !== undefined && !mustReplace(source, wanted);
    if (!isKept && map.getSource(id) !== undefined) map.removeSource(id);
  }
}

interface Changeable {
  readonly setTiles?: (tiles: string[]) => void;
  readonly setData?: (data: object) => void;
}

function applySource(map: MapCanvas, source: SourceSpec, old: SourceSpec | undefined): void {
  const present: Changeable | undefined = map.getSource(source.id);
  if (present === undefined) {
    map.addSource(source.id, describeSource(source));
    return;
  }
  if (source.kind === "tiles" && old?.kind === "tiles" && old.tiles !== source.tiles)
    // The old tiles stay on the screen until the new ones are there.
    present.setTiles?.([source.tiles]);
  // One that stands there without having been put there comes from before a lost device.
  if (source.kind === "shapes" && (old?.kind !== "shapes" || old.data !== source.data))
    present.setData?.(source.data);
}

function describeSource(source: SourceSpec): object {
  const promote = "promoteId" in source && source.promoteId !== undefined;
  const promoteId = promote ? { promoteId: source.promoteId } : {};
  if (source.kind === "pictures")
    return {
      type: "raster",
      tiles: [...source.tiles],
      tileSize: 256,
      attribution: source.attribution,
    };
  if (source.kind === "shapes") return { type: "geojson", data: source.data, ...promoteId };
  return { type: "vector", ...describeTiles(source), ...promoteId };
}

const describeTiles = (source: TileSource): object => ({
  tiles: [source.tiles],
  minzoom: source.minZoom,
  maxzoom: source.maxZoom,
  ...(source.bounds === undefined ? {} : { bounds: [...source.bounds] }),
});

/** From the top down, so that the layer above is always there to lie under. */
function placeLayers(
  map: MapCanvas,
  layers: readonly LayerSpec[],
  last: ReadonlyMap<string, LayerSpec>,
  kept: ReadonlySet<string>,
): void {
  const mustMove = outOfOrder([...last.keys()], layers, kept);
  let above: string | undefined;
  for (const layer of layers.toReversed()) {
    const old = last.get(layer.id);
    if (kept.has(layer.id) && old !== undefined) {
      if (mustMove.has(layer.id)) map.moveLayer(layer.id, above);
      if (old !== layer) changeLayer(map, old, layer);
    } else if (map.getLayer(layer.id) === undefined) map.addLayer(describeLayer(layer), above);
    above = layer.id;
  }
}

/** Kept layers that stand in the wrong order. */
function outOfOrder(
  before: readonly string[],
  layers: readonly LayerSpec[],
  kept: ReadonlySet<string>,
): Set<string> {
  const place = new Map(before.map((id, at) => [id, at]));
  const ids = layers.map((layer) => layer.id).filter((id) => kept.has(id));
  const moved = new Set<string>();
  let lowest = Infinity;
  for (const id of ids.toReversed()) {
    const at = place.get(id) ?? -1;
    if (at < lowest) lowest = at;
    else moved.add(id);
  }
  return moved;
}

function describeLayer(layer: LayerSpec): { readonly id: string } {
  if (layer.type === "points") return new PointsLayer(layer);
  const { band: _band, pick: _pick, source, sourceLayer, minZoom, maxZoom, ...style } = layer;
  return {
    ...style,
    ...(source === undefined ? {} : { source: source.id }),
    ...(sourceLayer === undefined ? {} : { "source-layer": sourceLayer }),
    ...(minZoom === undefined ? {} : { minzoom: minZoom }),
    ...(maxZoom === undefined ? {} : { maxzoom: maxZoom }),
  };
}

const LOWEST_ZOOM = 0;
const HIGHEST_ZOOM = 24;

function changeLayer(map: MapCanvas, old: LayerSpec, layer: LayerSpec): void {
  const { id } = layer;
  if (layer.type === "points") return showPoints(map.getLayer(id), layer);
  for (const [name, value] of changedValues(old.paint, layer.paint))
    map.setPaintProperty(id, name, value);
  for (const [name, value] of changedValues(old.layout, layer.layout))
    map.setLayoutProperty(id, name, value);
  const before = "filter" in old ? old.filter : undefined;
  const after = "filter" in layer ? layer.filter : undefined;
  if (!isSameValue(before, after)) map.setFilter(id, after ?? null);
  if (old.minZoom !== layer.minZoom || old.maxZoom !== layer.maxZoom)
    map.setLayerZoomRange(id, layer.minZoom ?? LOWEST_ZOOM, layer.maxZoom ?? HIGHEST_ZOOM);
}

/** The map wraps what it is given. */
function showPoints(present: object | undefined, layer: PointsLayerSpec): void {
  const { implementation }: { readonly implementation?: unknown } = present ?? {};
  if (implementation instanceof PointsLayer) implementation.show(layer);
}

const isSameValue = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** A property that is gone is set to `undefined`: MapLibre takes its default then. */
function changedValues(
  old: object | undefined,
  next: object | undefined,
): [name: string, value: unknown][] {
  if (old === next) return [];
  const before = new Map<string, unknown>(Object.entries(old ?? {}));
  const after = new Map<string, unknown>(Object.entries(next ?? {}));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => !isSameValue(before.get(name), after.get(name)))
    .map((name) => [name, after.get(name)]);
}

function applyStates(map: MapCanvas, source: SourceSpec, old: SourceSpec | undefined): void {
  const before = statesByLayer(old);
  const after = statesByLayer(source);
  for (const sourceLayer of new Set([...before.keys(), ...after.keys()]))
    changeStates(
      map,
      { source: source.id, ...(sourceLayer === "" ? {} : { sourceLayer }) },
      before.get(sourceLayer),
      after.get(sourceLayer),
    );
}

function statesByLayer(source: SourceSpec | undefined): Map<string, FeatureStates> {
  if (source === undefined || source.kind === "pictures" || source.states === undefined)
    return new Map();
  return source.kind === "tiles"
    ? new Map(Object.entries(source.states))
    : new Map([["", source.states]]);
}

function changeStates(
  map: MapCanvas,
  target: Omit<FeatureTarget, "id">,
  old: FeatureStates | undefined,
  next: FeatureStates | undefined,
): void {
  if (old === next) return;
  for (const id of old?.keys() ?? [])
    if (next?.has(id) !== true) map.removeFeatureState({ ...target, id });
  for (const [id, state] of next ?? [])
    if (old?.get(id) !== state) map.setFeatureState({ ...target, id }, state);
}
