import type { Ball } from "../reach/ball-finder.ts";
import { DAYS, SLOTS_PER_DAY } from "./moment.ts";
import { isOpenIn, OPEN_WORDS, type OpenSlots } from "./opening-hours.ts";

export interface HoursInput {
  /** What each station reaches within the limit. */
  readonly balls: readonly Pick<Ball, "buildings">[];
  /** When each station is open; `null`: unknown. */
  readonly hours: readonly (OpenSlots | null)[];
  /** Households of each building; 0 for those that are unknown or not asked about. */
  readonly households: ArrayLike<number>;
}

export interface HoursOfWeek {
  /** Households with an open station within the limit: half hours from Monday 00:00, then a holiday's. */
  readonly covered: Int32Array;
  /**
   * The same if every station of unknown hours were open: between the two lies the truth. A station
   * of unknown hours counts at no hour of `covered`.
   */
  readonly coveredAtMost: Int32Array;
  /** Households with any station within the limit, whatever its hours. */
  readonly coveredWhenever: number;
  /** Of those the ones that one station alone covers: it closes, and nobody is left for them. */
  readonly coveredByOne: number;
}

/** Who is served when (时段覆盖): one ball for each station, and every hour is a lookup. */
export function hoursOfWeek({ balls, hours, households }: HoursInput): HoursOfWeek {
  const buildings = households.length;
  const open = new Uint32Array(buildings * OPEN_WORDS);
  const stations = new Uint32Array(buildings);
  const isUnknown = new Uint8Array(buildings);
  balls.forEach((ball, at) => {
    const slots = hours[at] ?? null;
    for (const building of ball.buildings) {
      stations[building] = (stations[building] ?? 0) + 1;
      if (slots === null) isUnknown[building] = 1;
      else addHours(open, building * OPEN_WORDS, slots);
    }
  });
  const groups = new Map<string, Group>();
  let [coveredWhenever, coveredByOne] = [0, 0];
  for (let building = 0; building < buildings; building++) {
    const count = households[building] ?? 0;
    if (count === 0 || stations[building] === 0) continue;
    coveredWhenever += count;
    if (stations[building] === 1) coveredByOne += count;
    const slots = open.subarray(building * OPEN_WORDS, (building + 1) * OPEN_WORDS);
    addToGroup(groups, slots, { count, isUnknown: isUnknown[building] === 1 });
  }
  return { ...sumGroups(groups.values()), coveredWhenever, coveredByOne };
}

function addHours(open: Uint32Array, from: number, slots: OpenSlots): void {
  for (let word = 0; word < OPEN_WORDS; word++) {
    open[from + word] = (open[from + word] ?? 0) | (slots[word] ?? 0);
  }
}

/** Homes with the same hours: a city has few patterns of them and many homes. */
interface Group {
  readonly slots: OpenSlots;
  known: number;
  unknown: number;
}

function addToGroup(
  groups: Map<string, Group>,
  slots: OpenSlots,
  home: { readonly count: number; readonly isUnknown: boolean },
): void {
  const key = slots.join();
  const group = groups.get(key) ?? { slots, known: 0, unknown: 0 };
  groups.set(key, group);
  if (home.isUnknown) group.unknown += home.count;
  else group.known += home.count;
}

function sumGroups(groups: Iterable<Group>): Pick<HoursOfWeek, "covered" | "coveredAtMost"> {
  const count = DAYS.length * SLOTS_PER_DAY;
  const [covered, coveredAtMost] = [new Int32Array(count), new Int32Array(count)];
  for (const { slots, known, unknown } of groups) {
    for (let slot = 0; slot < count; slot++) {
      const isOpen = isOpenIn(slots, slot);
      if (isOpen) covered[slot] = (covered[slot] ?? 0) + known + unknown;
      coveredAtMost[slot] = (coveredAtMost[slot] ?? 0) + unknown + (isOpen ? known : 0);
    }
  }
  return { covered, coveredAtMost };
}
