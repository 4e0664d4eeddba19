/** Pixels of one period; a power of two, as patterns have to repeat without a seam. */
export const HATCH_SIZE = 16;
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
  const pixels = new Uint8ClampedArray(HATCH_SIZE * HATCH_SIZE * 4);
  for (let at = 0; at < HATCH_SIZE * HATCH_SIZE; at += 1) {
    const [x, y] = [at % HATCH_SIZE, Math.floor(at / HATCH_SIZE)];
    const isRising = (x + y) % HATCH_SIZE < LINE;
    const isFalling = kind === "cross" && (x - y + HATCH_SIZE) % HATCH_SIZE < LINE;
    if (isRising || isFalling) pixels.set([red ?? 0, green ?? 0, blue ?? 0, 255], at * 4);
  }
  return pixels;
}
