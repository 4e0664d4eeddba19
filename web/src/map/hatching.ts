import type { Map as MapLibre } from "maplibre-gl";

/** Pixels of one period; a power of two, as patterns have to repeat without a seam. */
const SIZE = 16;
const LINE = 3;

/** `forward` ╱ or `cross` ╳: two states that differ in form as well as in colour. */
export type Hatching = "forward" | "cross";

/** For `fill-pattern`: lines of a colour (`#rrggbb`) on nothing. The map draws it when it is asked for. */
export const hatchId = (kind: Hatching, color: string): string => `hatch-${kind}-${color}`;

const ID = /^hatch-(forward|cross)-#([0-9a-f]{6})$/;

/** RGBA of one period, or `null` when the id is not one of ours. */
export function hatchPixels(id: string): Uint8ClampedArray | null {
  const [, kind, color] = ID.exec(id) ?? [];
  if (kind === undefined || color === undefined) return null;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const pixels = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let at = 0; at < SIZE * SIZE; at += 1) {
    const [x, y] = [at % SIZE, Math.floor(at / SIZE)];
    const isRising = (x + y) % SIZE < LINE;
    const isFalling = kind === "cross" && (x - y + SIZE) % SIZE < LINE;
    if (isRising || isFalling) pixels.set([red ?? 0, green ?? 0, blue ?? 0, 255], at * 4);
  }
  return pixels;
}

/** Gives the map the hatchings its layers name. An event listener would come too late for it. */
export function startHatching(map: MapLibre): () => void {
  map.setMissingStyleImageResolver((id) => {
    const data = hatchPixels(id);
    if (data !== null && !map.hasImage(id))
      map.addImage(id, { width: SIZE, height: SIZE, data }, { pixelRatio: 2 });
    return Promise.resolve();
  });
  return () => map.setMissingStyleImageResolver(null);
}
