import type { Bbox } from "@onegrid/core/geometry";
import { create } from "zustand";
import { call, route } from "../api.ts";
import { subscribeLive, subscribeReturn } from "../live.ts";
import type { TileSource } from "./layer-spec.ts";

/** A served layer of vector tiles in its present revision. */
interface ServedLayer {
  readonly layer: string;
  readonly revision: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds: Bbox | null;
  readonly count: number;
  readonly tiles: string;
}

const listLayers = route<undefined, { readonly layers: readonly ServedLayer[] }>()(
  "GET",
  "/api/layers",
);

interface Catalog {
  readonly layers: ReadonlyMap<string, ServedLayer>;
  readonly sources: ReadonlyMap<string, TileSource>;
  readonly isLoaded: boolean;
}

/** What the server has to draw. A source stays identical until its address changes. */
export const useCatalog = create<Catalog>(() => ({
  layers: new Map(),
  sources: new Map(),
  isLoaded: false,
}));

export async function loadCatalog(): Promise<void> {
  const { layers } = await call(listLayers);
  useCatalog.setState((state) => ({
    isLoaded: true,
    layers: new Map(layers.map((layer) => [layer.layer, layer])),
    sources: new Map(layers.map((layer) => [layer.layer, sourceOf(layer, state.sources)])),
  }));
}

function sourceOf(layer: ServedLayer, known: Catalog["sources"]): TileSource {
  const source: TileSource = {
    kind: "tiles",
    id: layer.layer,
    // MapLibre's worker resolves nothing: it needs a whole address.
    tiles: new URL(layer.tiles, location.origin).href.replaceAll("%7B", "{").replaceAll("%7D", "}"),
    minZoom: layer.minZoom,
    maxZoom: layer.maxZoom,
  };
  const old = known.get(layer.layer);
  const isSame =
    old?.tiles === source.tiles && old.minZoom === source.minZoom && old.maxZoom === source.maxZoom;
  return isSame ? old : source;
}

/** A whole import raises many revisions: one request for all that come within this time. */
const GATHER_MS = 250;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Asks again soon; also called when a tile is refused as stale. */
export function refreshCatalogSoon(): void {
  waiting ??= setTimeout(() => {
    waiting = undefined;
    // A failure leaves the old tiles; the next event or stale tile asks again.
    loadCatalog().catch(() => undefined);
  }, GATHER_MS);
}

export function followCatalog(): () => void {
  const stops = [
    ...["layers", "reset"].map((type) => subscribeLive(type, refreshCatalogSoon)),
    subscribeReturn(() => {
      if (!useCatalog.getState().isLoaded) refreshCatalogSoon();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** The box around everything the reader may see; `null` while there is nothing. */
export function wholeBox(layers: Catalog["layers"]): Bbox | null {
  for (const name of ["areas", "buildings", "ways", "compounds", "grids", "stations"]) {
    const bounds = layers.get(name)?.bounds;
    if (bounds != null) return bounds;
  }
  return null;
}
