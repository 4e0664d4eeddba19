import type { Spot } from "./ground.ts";
import { itemAt, type Random } from "./random.ts";
import { spanBetween } from "./yard.ts";

/** How buildings stand in a yard: in rows that face south. Lengths in metres. */
export interface RowStyle {
  readonly depth: readonly [number, number];
  /** Width of one section: a stairwell (单元) of a slab, a whole tower. */
  readonly width: readonly [number, number];
  readonly sections: readonly [number, number];
  readonly gap: readonly [number, number];
  /** Chance that a place in a row stays free. */
  readonly skip: number;
  storeys(random: Random): number;
  /** Distance between rows for buildings of so many storeys (日照间距). */
  spacing(storeys: number): number;
}

interface Slot {
  readonly x: number;
  readonly length: number;
  readonly sections: number;
  /** Left open: a garden or a yard. */
  readonly isFree: boolean;
}

export interface Row {
  /** South edge of the buildings. */
  readonly y: number;
  readonly depth: number;
  readonly storeys: number;
  readonly slots: readonly Slot[];
  /** Places without a building. */
  readonly gardens: readonly Slot[];
}

export interface RowGround {
  /** Ring in the yard's frame that no building may leave. */
  readonly ring: readonly Spot[];
  /** Place of the way through the yard from south to north. */
  spineX(y: number): number;
}

/** Half of the strip along the way through the yard that stays free, metres. */
const SPINE_CLEARANCE = 4;

/** Sets rows of buildings from the south of the ground to its north, the spare room shared out. */
export function placeRows(ground: RowGround, style: RowStyle, random: Random): Row[] {
  const heights = ground.ring.map(([, y]) => y);
  const [bottom, top] = [Math.min(...heights), Math.max(...heights)];
  const drafts: { depth: number; storeys: number; y: number }[] = [];
  let y = bottom + 2;
  for (;;) {
    const storeys = style.storeys(random);
    const depth = random.between(...style.depth);
    if (y + depth > top - 1) break;
    drafts.push({ depth, storeys, y });
    y += depth + style.spacing(storeys);
  }
  const last = drafts.at(-1);
  const spare = last ? top - 2 - (last.y + last.depth) : 0;
  const share = spare / (drafts.length + 1);
  return drafts
    .map((draft, k): Row => {
      const moved = { ...draft, y: draft.y + share * (k + 0.5) };
      const slots = fillRow(ground, style, moved, random);
      const [built, gardens] = [
        slots.filter((each) => !each.isFree),
        slots.filter((each) => each.isFree),
      ];
      return { ...moved, slots: built, gardens };
    })
    .filter((row) => row.slots.length > 0);
}

function fillRow(
  ground: RowGround,
  style: RowStyle,
  row: { readonly y: number; readonly depth: number },
  random: Random,
): Slot[] {
  const span = spanBetween(ground.ring, row.y, row.y + row.depth);
  if (!span) return [];
  const spines = [ground.spineX(row.y), ground.spineX(row.y + row.depth)];
  const left = [span[0], Math.min(...spines, span[1]) - SPINE_CLEARANCE] as const;
  const right = [Math.max(...spines, span[0]) + SPINE_CLEARANCE, span[1]] as const;
  return [...fillStretch(left, style, random), ...fillStretch(right, style, random)];
}

/** Fills a stretch from end to end: whole sections, widened a little, evenly spaced. */
function fillStretch(
  [low, high]: readonly [number, number],
  style: RowStyle,
  random: Random,
): Slot[] {
  const length = high - low;
  const [narrow, wide] = style.width;
  const [fewest, most] = style.sections;
  const gap = random.between(...style.gap);
  const wanted = random.between(fewest, most + 0.99) * random.between(narrow, wide);
  let count = Math.max(1, Math.round((length + gap) / (wanted + gap)));
  while (count > 1 && length - (count - 1) * gap < count * fewest * narrow) count--;
  const room = length - (count - 1) * gap;
  const total = Math.min(count * most, Math.floor(room / narrow));
  if (total < count * fewest) return [];
  const width = Math.min(wide, room / total);
  const spacing = count > 1 ? (length - total * width) / (count - 1) : 0;
  let x = low + (count > 1 ? 0 : ((length - total * width) * random.whole(0, 2)) / 2);
  const slots: Slot[] = [];
  for (let k = 0; k < count; k++) {
    const sections = Math.floor(total / count) + (k < total % count ? 1 : 0);
    slots.push({ x, length: sections * width, sections, isFree: random.chance(style.skip) });
    x += sections * width + spacing;
  }
  return slots;
}

/** The way along the north of a row, where its doors are: from the first building to the last. */
export function rowPathRange(row: Row, spineX: number): readonly [number, number] {
  const first = itemAt(row.slots, 0);
  const last = itemAt(row.slots, row.slots.length - 1);
  return [Math.min(first.x + 3, spineX), Math.max(last.x + last.length - 3, spineX)];
}
