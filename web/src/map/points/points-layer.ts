import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibre } from "maplibre-gl";
import { PointPainter } from "./point-painter.ts";
import type { PointRows, PointsLayerSpec } from "./points-spec.ts";

/** How near two changes of colour are drawn together. */
const SOONEST_MS = 1_000;
const LATEST_MS = 3_600_000;
const HIGHEST_ZOOM = 24;

/** A layer of points as the map takes it; `sync.ts` puts it on and shows it what has changed. */
export class PointsLayer implements CustomLayerInterface {
  readonly id: string;
  readonly type = "custom";
  readonly renderingMode = "2d";
  #spec: PointsLayerSpec;
  #map: MapLibre | null = null;
  #painter: PointPainter | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(spec: PointsLayerSpec) {
    this.id = spec.id;
    this.#spec = spec;
  }

  show(spec: PointsLayerSpec): void {
    this.#spec = spec;
    this.#wakeForNext();
    this.#map?.triggerRepaint();
  }

  onAdd(map: MapLibre, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
    if (!(gl instanceof WebGL2RenderingContext)) return;
    this.#map = map;
    this.#painter = new PointPainter(gl);
    this.#wakeForNext();
  }

  onRemove(): void {
    clearTimeout(this.#timer);
    this.#painter?.remove();
    this.#painter = null;
    this.#map = null;
  }

  render(_gl: WebGLRenderingContext, input: CustomRenderMethodInput): void {
    if (this.#map === null) return;
    const zoom = this.#map.getZoom();
    const { minZoom = 0, maxZoom = HIGHEST_ZOOM } = this.#spec;
    if (zoom < minZoom || zoom >= maxZoom) return;
    this.#painter?.draw(this.#spec, input, { zoom, pixelRatio: this.#map.getPixelRatio() });
  }

  /** Nothing moves between two frames; when the next point changes its ring there has to be one. */
  #wakeForNext(): void {
    clearTimeout(this.#timer);
    if (this.#spec.stillAt !== undefined) return;
    const wait = nextChange(this.#spec.points, Date.now()) - Date.now();
    this.#timer = setTimeout(
      () => {
        this.#map?.triggerRepaint();
        this.#wakeForNext();
      },
      Math.min(LATEST_MS, Math.max(SOONEST_MS, wait)),
    );
  }
}

/** When the next point that is drawn begins to warn or to be late. */
export function nextChange({ end, shown, soonAt, dueAt }: PointRows, now: number): number {
  let next = Infinity;
  for (let row = 0; row < end; row += 1) {
    if (shown[row] === 0) continue;
    for (const at of [soonAt[row] ?? NaN, dueAt[row] ?? NaN]) if (at > now && at < next) next = at;
  }
  return next;
}
