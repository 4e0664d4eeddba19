import * as maplibregl from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { text } from "../i18n/index.ts";
import { useTheme } from "../ui/theme.ts";
import { goToBox, setLiveMap } from "./camera.ts";
import { refreshCatalogSoon, useCatalog, wholeBox } from "./catalog.ts";
import { startDrawing, type Drawing } from "./drawing.ts";
import { exposeForTests, IS_E2E } from "./expose-for-tests.ts";
import { createFailedTiles, type FailedTiles } from "./failed-tiles.ts";
import { useFirstView } from "./first-view.ts";
import { startGestures } from "./gestures.ts";
import { startMadeImages } from "./made-images.ts";
import { useMapState } from "./map-store.ts";
import { MAP_PALETTES } from "./palette.ts";
import { startMarks } from "./start-marks.ts";
import type { MapCanvas } from "./sync.ts";

// Without it a built page draws nothing (a dev page does), and only a browser shows it.
maplibregl.setWorkerUrl(workerUrl);

/** Makes the map in `container` and keeps it equal to the stores. Gives back what ends it. */
export function startMap(container: HTMLElement): () => void {
  const map = createMap(container);
  const stops = [followView(map), followTrouble(map), followDistrict(), startMadeImages(map)];
  map.once("style.load", () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a fake map cannot have MapLibre's own overloads
    const drawing: Drawing = startDrawing(map as unknown as MapCanvas);
    // MapLibre brings its own layers back, from what they were when the device was lost.
    map.on("webglcontextrestored", () => map.once("style.load", drawing.again));
    stops.push(drawing.stop, startGestures(map, drawing.drawn), startMarks(map));
    setLiveMap(map);
    useMapState.setState({ status: "ready" });
  });
  if (IS_E2E) exposeForTests(map);
  return () => {
    setLiveMap(null);
    for (const stop of stops) stop();
    map.remove();
    useMapState.setState({ status: "starting" });
  };
}

function createMap(container: HTMLElement): maplibregl.Map {
  const { view } = useMapState.getState();
  const ground = MAP_PALETTES[useTheme.getState().theme].ground;
  // China; the box of the district takes its place as soon as it is known.
  const { center, zoom, bearing, pitch } = view ?? {
    center: [104, 36],
    zoom: 3,
    bearing: 0,
    pitch: 0,
  };
  return new maplibregl.Map({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: "first-ground", type: "background", paint: { "background-color": ground } }],
    },
    center: [center[0] ?? 0, center[1] ?? 0],
    zoom,
    bearing,
    pitch,
    attributionControl: false,
    locale: { "Map.Title": text("map:title") },
    minZoom: 3,
    // Twice what MapLibre allows by itself: a wall is wider than any desk.
    maxCanvasSize: [8192, 8192],
    maxZoom: 20,
    maxPitch: 60,
    fadeDuration: IS_E2E ? 0 : 150,
  });
}

/** Tells the store where the map stands. */
function followView(map: maplibregl.Map): () => void {
  const tell = (): void => {
    const { lng, lat } = map.getCenter();
    useMapState.setState({
      view: {
        center: [lng, lat],
        zoom: map.getZoom(),
        bearing: map.getBearing(),
        pitch: map.getPitch(),
      },
    });
  };
  map.on("moveend", tell);
  return () => map.off("moveend", tell);
}

/** A visitor without a link starts at their own area; at the whole district until that is known. */
function followDistrict(): () => void {
  if (useMapState.getState().view !== null) return () => undefined;
  let placed: "nowhere" | "district" | "own" = "nowhere";
  const place = (): void => {
    const own = useFirstView.getState().box;
    const box = own ?? wholeBox(useCatalog.getState().layers);
    if (box === null || placed === "own" || (own === null && placed === "district")) return;
    placed = own === null ? "district" : "own";
    goToBox(box, { isJump: true });
  };
  place();
  const stops = [useCatalog.subscribe(place), useFirstView.subscribe(place)];
  return () => {
    for (const stop of stops) stop();
  };
}

const STALE = 409;

type MapFailure = maplibregl.ErrorEvent & {
  readonly sourceId?: string;
  readonly tile?: { readonly tileID: { readonly canonical: { x: number; y: number; z: number } } };
};

function noteFailure({ error, sourceId, tile }: MapFailure, failed: FailedTiles): void {
  if (!(error instanceof maplibregl.AJAXError)) {
    console.error(error);
    return;
  }
  // Another revision is in force: its address is in the catalog by now.
  if (error.status === STALE) refreshCatalogSoon();
  else useMapState.setState({ hasTileTrouble: true });
  if (sourceId !== undefined && tile !== undefined)
    failed.note(sourceId, tile.tileID.canonical, error.url);
}

/** Failing tiles and a lost graphics device. */
function followTrouble(map: maplibregl.Map): () => void {
  const loaded = (): void => {
    if (useMapState.getState().hasTileTrouble && map.areTilesLoaded())
      useMapState.setState({ hasTileTrouble: false });
  };
  const failed = createFailedTiles(map);
  const fail = (failure: MapFailure): void => noteFailure(failure, failed);
  const load = ({ sourceId, tile }: maplibregl.MapSourceDataEvent): void => {
    if (tile === undefined) failed.askAgain(sourceId);
  };
  map.on("error", fail);
  map.on("sourcedataloading", load);
  map.on("idle", loaded);
  map.on("webglcontextlost", () => useMapState.setState({ status: "context-lost" }));
  map.on("webglcontextrestored", () => useMapState.setState({ status: "ready" }));
  return () => {
    map.off("error", fail);
    map.off("sourcedataloading", load);
    map.off("idle", loaded);
  };
}
