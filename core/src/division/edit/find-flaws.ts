import { contactLengths, smallerPieces } from "../change/check-moves.ts";
import { connectedPieces } from "../model/connected-pieces.ts";
import type { DivisionFacts } from "../measure/division-facts.ts";
import { editAtOnce, type DivisionEdit } from "./edit-division.ts";
import { gridCount, LIMIT } from "../model/grid-count.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { groupBy } from "../model/group-by.ts";
import type { Division, GridId } from "../model/model.ts";
import { groupUnits } from "../model/unit-levels.ts";
import { sumHouseholds } from "../model/sum-households.ts";

/** What a draft should not keep. */
const FLAW_KINDS = [
  /** Ground in no grid (零散). */
  "leftover",
  /** A piece that is cut off from its grid. */
  "piece",
  /** A grid wholly inside another one (飞地). */
  "enclave",
  /** Households outside 200–400 of a target of 300, and it could be otherwise. */
  "size",
  /** A compound in more grids than its households ask for. */
  "compound",
] as const;
export type FlawKind = (typeof FLAW_KINDS)[number];

export interface Flaw {
  readonly kind: FlawKind;
  /** Where it is: the units to show, ascending. */
  readonly units: readonly number[];
  readonly households: number;
  /** The grid it is about; `null`: none, or several. */
  readonly gridId: GridId | null;
  /** Grids that are concerned. */
  readonly gridIds: readonly GridId[];
  /** What might mend it, best first: `fixesOf` says what does. */
  readonly candidates: readonly DivisionEdit[];
}

const AUTOMATIC = { preset: "standard", seed: "1", effort: 1 } as const;
/** A rebalance takes so many grids at most. */
const MOST_TOGETHER = 4;

/** Everything that a planner should look at before a draft is submitted, kind by kind. */
export function findFlaws(division: Division, facts: DivisionFacts): Flaw[] {
  return [
    ...leftovers(division),
    ...cutOffPieces(division),
    ...enclaves(division, facts),
    ...sizes(division, facts),
    ...cutCompounds(division, facts),
  ];
}

const MOST_FIXES = 3;

/** What mends a flaw as things stand, best first: edits that need no search only if they go through. */
export const fixesOf = (division: Division, { candidates }: Flaw): DivisionEdit[] =>
  candidates
    .filter((edit) => "preset" in edit || editAtOnce(division, edit, "").ok)
    .slice(0, MOST_FIXES);

const householdsOf = ({ ground }: Division, units: readonly number[]): number =>
  sumHouseholds(ground.graph, units);

const idsOf = ({ ground }: Division, units: readonly number[]): string[] =>
  units.map((unit) => ground.unitIds[unit] ?? "");

const assignTo = (division: Division, units: readonly number[], gridId: GridId): DivisionEdit => ({
  edit: "assign-units",
  unitIds: idsOf(division, units),
  gridId,
});

function leftovers(division: Division): Flaw[] {
  const free = unitsOfGrid(division, null);
  return connectedPieces(division.ground.graph, free).map((units) => {
    const households = householdsOf(division, units);
    const around = neighboursByContact(division, units, null);
    const give = around.map((gridId) => assignTo(division, units, gridId));
    const create: DivisionEdit = { edit: "create-grid", unitIds: idsOf(division, units) };
    // Half a target makes a grid of its own.
    const wanted = households >= division.target / 2 ? [create, ...give] : [...give, create];
    const isBlank = division.grids.length === 0;
    const candidates: DivisionEdit[] = isBlank
      ? [{ edit: "divide-community", ...AUTOMATIC }]
      : [...wanted, { edit: "absorb-leftovers" }];
    return { kind: "leftover", units, households, gridId: null, gridIds: [], candidates };
  });
}

function cutOffPieces(division: Division): Flaw[] {
  return division.grids.flatMap((gridId) =>
    smallerPieces(division, gridId).map((units): Flaw => {
      const around = neighboursByContact(division, units, gridId);
      const candidates: DivisionEdit[] = [
        ...around.map((to) => assignTo(division, units, to)),
        { edit: "create-grid", unitIds: idsOf(division, units) },
      ];
      const households = householdsOf(division, units);
      return { kind: "piece", units, households, gridId, gridIds: [gridId, ...around], candidates };
    }),
  );
}

/** Grids in contact with a set of units, longest contact first; the grid they are in left out. */
function neighboursByContact(
  division: Division,
  units: readonly number[],
  own: GridId | null,
): GridId[] {
  const lengths = new Map<GridId, number>();
  for (const unit of units)
    for (const [gridId, length] of contactLengths(division, division.gridOf, unit))
      if (gridId !== own) lengths.set(gridId, (lengths.get(gridId) ?? 0) + length);
  return [...lengths]
    .toSorted(([a, long], [b, longer]) => longer - long || (a < b ? -1 : 1))
    .map(([gridId]) => gridId);
}

/** A grid whose whole border is shared with one other grid. */
function enclaves(division: Division, { records }: DivisionFacts): Flaw[] {
  return division.grids.flatMap((gridId): Flaw[] => {
    const { perimeter = 0, households = 0 } = records.get(gridId) ?? {};
    const units = unitsOfGrid(division, gridId);
    const [outer, ...others] = sharedBorders(division, gridId, units);
    if (outer === undefined || others.length > 0 || outer[1] !== perimeter) return [];
    const [host] = outer;
    if (host === null) return [];
    const gridIds = [gridId, host];
    const candidates: DivisionEdit[] = [
      { edit: "merge-grids", gridIds },
      { edit: "rebalance-grids", gridIds, ...AUTOMATIC },
    ];
    return [{ kind: "enclave", units, households, gridId, gridIds, candidates }];
  });
}

/** Centimetres of border with every other grid and with ground in none. */
function sharedBorders(
  { ground: { graph }, gridOf }: Division,
  gridId: GridId,
  units: readonly number[],
): Map<GridId | null, number> {
  const lengths = new Map<GridId | null, number>();
  for (const unit of units)
    for (let e = graph.first[unit] ?? 0; e < (graph.first[unit + 1] ?? 0); e++) {
      const other = gridOf[graph.to[e] ?? -1] ?? null;
      if (other !== gridId) lengths.set(other, (lengths.get(other) ?? 0) + (graph.shared[e] ?? 0));
    }
  return lengths;
}

/** Grids outside two thirds to four thirds of the target, unless one large building fills them. */
function sizes(division: Division, { grids }: DivisionFacts): Flaw[] {
  const { target } = division;
  const locked = new Set(
    division.locks.flatMap((lock) => (lock.kind === "grid" ? lock.gridId : [])),
  );
  return division.grids.flatMap((gridId): Flaw[] => {
    const own = grids.get(gridId);
    if (own === undefined || (own.isOversized && own.households > target)) return [];
    const { households } = own;
    if (households >= (2 * target) / 3 && households <= (4 * target) / 3) return [];
    const units = unitsOfGrid(division, gridId);
    const around = neighboursByContact(division, units, gridId).filter((id) => !locked.has(id));
    const candidates = locked.has(gridId)
      ? []
      : sizeFixes(division, { gridId, households, around });
    return [{ kind: "size", units, households, gridId, gridIds: [gridId, ...around], candidates }];
  });
}

interface Sized {
  readonly gridId: GridId;
  readonly households: number;
  readonly around: readonly GridId[];
}

function sizeFixes(division: Division, { gridId, households, around }: Sized): DivisionEdit[] {
  const together = [gridId, ...around].slice(0, MOST_TOGETHER);
  const [nearest] = around;
  const count = Math.max(2, gridCount(households, division.target));
  const isLarge = households > division.target;
  return [
    ...(isLarge && count * (division.target / 2) <= households
      ? [{ edit: "split-grid", gridId, count, ...AUTOMATIC } as const]
      : []),
    ...(together.length > 1
      ? [{ edit: "rebalance-grids", gridIds: together, ...AUTOMATIC } as const]
      : []),
    ...(!isLarge && nearest !== undefined
      ? [{ edit: "merge-grids", gridIds: [gridId, nearest] } as const]
      : []),
  ];
}

/** Compounds in more grids than ⌈households ÷ 330⌉ of a target of 300; ground in no grid apart. */
function cutCompounds(division: Division, { compounds }: DivisionFacts): Flaw[] {
  const { ground, gridOf, target } = division;
  const { groups, groupOf } = groupUnits(ground, "compound");
  const flaws: Flaw[] = [];
  for (const group of new Set(groupOf)) {
    const units = groups[group]?.units ?? [];
    const known = compounds.get(ground.graph.compound[units[0] ?? -1] ?? -1);
    if (known === undefined || known.pieces < 2) continue;
    const parts = groupBy(units, (unit) => gridOf[unit] ?? null);
    parts.delete(null);
    if (parts.size <= Math.max(1, Math.ceil(known.households / (LIMIT * target)))) continue;
    flaws.push(cutCompound(division, units, parts));
  }
  return flaws.toSorted((a, b) => (a.units[0] ?? 0) - (b.units[0] ?? 0));
}

/** The smallest part goes to the grid of another part, the one with most of the compound first. */
function cutCompound(
  division: Division,
  units: readonly number[],
  parts: ReadonlyMap<GridId | null, readonly number[]>,
): Flaw {
  const bySize = [...parts].toSorted(
    ([a, one], [b, other]) =>
      householdsOf(division, other) - householdsOf(division, one) ||
      other.length - one.length ||
      ((a ?? "") < (b ?? "") ? -1 : 1),
  );
  const gridIds = bySize.flatMap(([gridId]) => gridId ?? []);
  const smallest = bySize.at(-1)?.[1] ?? [];
  const isSmall = householdsOf(division, units) <= LIMIT * division.target;
  const candidates = isSmall
    ? gridIds.map((gridId) => {
        const others = units.filter((unit) => division.gridOf[unit] !== gridId);
        return assignTo(division, others, gridId);
      })
    : gridIds.slice(0, -1).map((gridId) => assignTo(division, smallest, gridId));
  return {
    kind: "compound",
    units,
    households: householdsOf(division, units),
    gridId: null,
    gridIds,
    candidates,
  };
}
