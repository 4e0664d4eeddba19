/** Sides of a rectangle on the page, in pixels. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels to leave free at each side of the map. */
export interface Room {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const MARGIN = 40;
/** Above the status bar. */
const FOOT = 48;
/** What covers more of the width lies across the foot and not at a side. */
const WIDEST_SIDE = 0.7;
/** With less than this left nothing could be shown beside the covers. */
const LEAST = 120;

/** What floats over the map takes a side of it, or its foot: the rest is where things are seen. */
export function roomBeside(map: Sides, covers: readonly Sides[]): Room {
  const room = { top: MARGIN, bottom: FOOT, left: MARGIN, right: MARGIN };
  const width = map.right - map.left;
  for (const cover of covers) {
    if (cover.right <= cover.left || cover.bottom <= cover.top) continue;
    const isWide = cover.right - cover.left > width * WIDEST_SIDE;
    const isAtLeft = cover.left + cover.right < map.left + map.right;
    if (isWide) room.bottom = Math.max(room.bottom, map.bottom - cover.top + MARGIN / 2);
    else if (isAtLeft) room.left = Math.max(room.left, cover.right - map.left + MARGIN);
    else room.right = Math.max(room.right, map.right - cover.left + MARGIN);
  }
  const [left, right] = squeezed(room.left, room.right, width);
  const [top, bottom] = squeezed(room.top, room.bottom, map.bottom - map.top);
  return { left, right, top, bottom };
}

/** On a small page covers may meet: first the margins go, then both sides give way alike. */
function squeezed(near: number, far: number, size: number): [number, number] {
  const over = near + far + Math.min(LEAST, size / 2) - size;
  if (over <= 0) return [near, far];
  const margin = Math.min(MARGIN, over / 2);
  const [left, right] = [near - margin, far - margin];
  const share = Math.min(1, size / (left + right));
  return [left * share, right * share];
}
