import { randomFor, type Random } from "@onegrid/core/demo";
import { CASE_LEVELS, type CaseState } from "@onegrid/core/dispatch";
import type { OpenCase, OpenCasesHead } from "@onegrid/core/dispatch/open-cases-contract";

const SEED = 7;
const NOW = Date.UTC(2026, 10, 23);
const GRIDS = 264;
const GRIDS_A_ROW = 17;
/** Some 150 m. */
const GRID_DEGREES = 0.0016;
const SOUTH_WEST = [102.18, 38.5] as const;
const COMMUNITY_GRIDS = 13;
const STAFF_A_GRID = 8;
const CATEGORIES = 110;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** How old an open case is on average. */
const MEAN_AGE_DAYS = 12;
const MOST_AGE_DAYS = 90;
/** Until when somebody has to act, from the last step on; by category. */
const LIMIT_MINUTES = [60, 120, 240, 480, 1440, 2880, 4320, 7200, 10_080];
/** As many of each as there are in a district at work. */
const STATES: readonly CaseState[] = [
  "in_progress",
  "in_progress",
  "in_progress",
  "dispatched",
  "filed",
  "reported",
  "verifying",
  "resolved",
  "parked",
];

interface District {
  readonly gridIds: readonly string[];
  readonly staffIds: readonly string[];
  readonly communityIds: readonly string[];
}

/**
 * Open cases of a made district of 264 grids and 2,000 people, each drawn for itself: nothing in
 * them repeats that would not in a real one. For what the answer weighs. `hasOldIds`: cases from before
 * ids began with the time of the report.
 */
export function madeOpenCases(
  count: number,
  { hasOldIds = false } = {},
): { readonly cases: readonly OpenCase[]; readonly head: OpenCasesHead } {
  const random = randomFor(SEED);
  const ids = (many: number): string[] => Array.from({ length: many }, () => uuid(random));
  const district: District = {
    gridIds: ids(GRIDS),
    staffIds: ids(GRIDS * STAFF_A_GRID),
    communityIds: ids(Math.ceil(GRIDS / COMMUNITY_GRIDS)),
  };
  const grids = district.gridIds.map((id, nth) => {
    const [west, south] = cornerOf(nth);
    const center = [west + GRID_DEGREES / 2, south + GRID_DEGREES / 2] as const;
    return { id, name: `第${nth + 1}网格`, center };
  });
  const head = { epoch: uuid(random), position: 1_234_567, grids };
  const cases = Array.from({ length: count }, () => {
    const made = madeCase(district, random);
    const id = hasOldIds ? uuid(random) : timedUuid(made.reportedAt, random);
    return { ...made, id };
  });
  return { cases, head };
}

function madeCase(district: District, random: Random): Omit<OpenCase, "id"> {
  const grid = random.whole(0, GRIDS - 1);
  const [west, south] = cornerOf(grid);
  const category = Math.floor(CATEGORIES * random.next() ** 2);
  const state = random.pick(STATES);
  const isAssigned = state !== "reported" && state !== "filed";
  const member = grid * STAFF_A_GRID + random.whole(0, STAFF_A_GRID - 1);
  return {
    version: random.whole(1, 9),
    state,
    level: CASE_LEVELS[category % 11 === 0 ? 1 : 0] ?? "grid",
    severity: category % 7 === 0 ? "moderate" : "minor",
    categoryId: `event.${category}`,
    position: [west + GRID_DEGREES * random.next(), south + GRID_DEGREES * random.next()],
    communityId: district.communityIds[Math.floor(grid / COMMUNITY_GRIDS)] ?? null,
    gridVersionId: district.gridIds[grid] ?? null,
    assigneeId: isAssigned ? (district.staffIds[member] ?? null) : null,
    ...madeTimes(category, state === "parked", random),
  };
}

function madeTimes(category: number, isParked: boolean, random: Random) {
  const age = Math.min(MOST_AGE_DAYS, -MEAN_AGE_DAYS * Math.log(1 - random.next())) * DAY_MS;
  const reportedAt = NOW - Math.floor(age);
  if (isParked) return { reportedAt, dueAt: null, soonAt: null };
  const limit = (LIMIT_MINUTES[category % LIMIT_MINUTES.length] ?? 60) * MINUTE_MS;
  const steppedAt = NOW - Math.floor(age * random.next());
  return { reportedAt, dueAt: steppedAt + limit, soonAt: steppedAt + limit * 0.75 };
}

const cornerOf = (grid: number): readonly [number, number] => [
  SOUTH_WEST[0] + (grid % GRIDS_A_ROW) * GRID_DEGREES,
  SOUTH_WEST[1] + Math.floor(grid / GRIDS_A_ROW) * GRID_DEGREES,
];

function uuid(random: Random): string {
  const digits = (many: number): string =>
    Array.from({ length: many }, () => random.whole(0, 15).toString(16)).join("");
  const variant = random.pick(["8", "9", "a", "b"]);
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(12)}`;
}

/** As the server makes them for cases. */
function timedUuid(at: number, random: Random): string {
  const time = (Math.floor(at / 1000) * 1000).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${uuid(random).slice(15)}`;
}
