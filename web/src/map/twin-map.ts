import * as maplibregl from "maplibre-gl";
import { liveMap } from "./camera.ts";
import { startMadeImages } from "./made-images.ts";
import type { Shapes } from "./layer-spec.ts";

export interface TwinOptions {
  /** Other contents for some of the map's sources of shapes, by id. */
  readonly shapes: Readonly<Record<string, Shapes>>;
  /** Other addresses for some of its sources of tiles, by id. */
  readonly tiles?: Readonly<Record<string, string>>;
  /** Layers that the twin does not show, by the beginning of their ids. */
  readonly without: readonly string[];
  /** Covers the left half, and the map's own middle goes to the middle of the right one. */
  readonly isBeside: boolean;
}

/** The style may change many times in a row: a twin that follows each would never be drawn. */
const SETTLE_MS = 150;

/**
 * A second picture of the map in `container`: the same ground and place, with other contents for some
 * sources. It follows the map and takes no input: whatever lies under the pointer is the map's own.
 */
export function startTwin(container: HTMLElement, options: TwinOptions): () => void {
  const main = liveMap();
  if (main === null) return () => undefined;
  const twin = new maplibregl.Map({
    container,
    style: styleOf(main, options),
    ...placeOf(main),
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    maxPitch: 60,
  });
  const stops = [
    startMadeImages(twin),
    followPlace(main, twin, options),
    followStyle(main, twin, options),
  ];
  return () => {
    for (const stop of stops) stop();
    twin.remove();
  };
}

function followPlace(
  main: maplibregl.Map,
  twin: maplibregl.Map,
  { isBeside }: TwinOptions,
): () => void {
  const follow = (): void => void twin.jumpTo(placeOf(main));
  const stand = (): void => {
    const left = isBeside ? main.getContainer().clientWidth / 2 : 0;
    main.setPadding({ left, top: 0, right: 0, bottom: 0 });
    twin.resize();
  };
  stand();
  follow();
  main.on("move", follow);
  main.on("resize", stand);
  return () => {
    main.off("move", follow);
    main.off("resize", stand);
    main.setPadding({ left: 0, top: 0, right: 0, bottom: 0 });
  };
}

/** Another theme, another layer switched on, other hatching: the twin shows it, too. */
function followStyle(main: maplibregl.Map, twin: maplibregl.Map, options: TwinOptions): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const redraw = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => twin.setStyle(styleOf(main, options)), SETTLE_MS);
  };
  main.on("styledata", redraw);
  return () => {
    clearTimeout(timer);
    main.off("styledata", redraw);
  };
}

const placeOf = (main: maplibregl.Map) => ({
  center: main.getCenter(),
  zoom: main.getZoom(),
  bearing: main.getBearing(),
  pitch: main.getPitch(),
});

function styleOf(
  main: maplibregl.Map,
  { shapes, tiles = {}, without }: TwinOptions,
): maplibregl.StyleSpecification {
  const style = main.getStyle();
  const sources = { ...style.sources };
  for (const [id, data] of Object.entries(shapes))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our shapes are GeoJSON, read-only
    if (id in sources) sources[id] = { type: "geojson", data: data as unknown as GeoJSON.GeoJSON };
  for (const [id, address] of Object.entries(tiles)) {
    const source = sources[id];
    if (source?.type === "vector") sources[id] = { ...source, tiles: [address] };
  }
  return {
    ...style,
    sources,
    layers: style.layers.filter(({ id }) => !without.some((begin) => id.startsWith(begin))),
  };
}
