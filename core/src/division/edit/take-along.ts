import { assignUnits, createGrid } from "./assign-units.ts";
import { standingPieces } from "../change/check-moves.ts";
import { contactsOf } from "../model/connected-pieces.ts";
import type { DivisionEdit } from "./edit-division.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import type { Division, GridId, UnitId } from "../model/model.ts";

/** An edit that gives units by hand: the brush, a click, a list. */
export type HandEdit = Extract<DivisionEdit, { readonly edit: "assign-units" | "create-grid" }>;

/** More would no longer be the edit that was asked for. */
const MOST_UNITS = 4;
/** Sets looked at before the search gives up: it runs while the pointer moves. */
const MOST_SETS = 600;

/**
 * The fewest units without households that an edit has to take along to go through: slivers between
 * road and wall that lie between the units given and the grid they go to. None if the units given
 * are in one piece with that grid, or if no few units connect them.
 */
export function takeAlong(
  division: Division,
  edit: HandEdit,
  mayTake: (unit: number) => boolean = () => true,
): readonly UnitId[] {
  const search = searchFor(division, edit, mayTake);
  const start = smallestGiven(division, edit, search.pieces);
  if (search.pieces.length < 2 || start === undefined) return [];
  const tried = new Set<string>();
  let bridges = [meet(search, NOTHING, start)];
  for (let count = 1; count <= MOST_UNITS; count++) {
    const longer = bridges.flatMap((bridge) => lengthen(search, bridge, tried));
    const found = longer.find(({ taken, met }) => met.size > 1 && goesThrough(search, taken));
    if (found) return idsOf(division, found.taken);
    bridges = longer;
  }
  return [];
}

interface Search {
  readonly division: Division;
  readonly edit: HandEdit;
  /** What the grid would be in after the edit. */
  readonly pieces: readonly (readonly number[])[];
  readonly pieceOf: ReadonlyMap<number, number>;
  readonly isEmpty: (unit: number) => boolean;
}

/** Units taken along and what they are in one piece with. */
interface Bridge {
  readonly taken: readonly number[];
  readonly met: ReadonlySet<number>;
  /** Empty units that touch any of it. */
  readonly around: ReadonlySet<number>;
}

const NOTHING: Bridge = { taken: [], met: new Set(), around: new Set() };

/** No grid is called so: stands for the one that is made. */
const NEW: GridId = "";

function searchFor(division: Division, edit: HandEdit, mayTake: (unit: number) => boolean): Search {
  const to = edit.edit === "create-grid" ? NEW : edit.gridId;
  const gridOf = [...division.gridOf];
  const given = givenUnits(division, edit);
  for (const unit of given) gridOf[unit] = to;
  // Not by the index of an assignment, which lists every grid: this one is thrown away at once.
  const units = new Set([...unitsOfGrid(division, to), ...given]);
  const pieces = to === null ? [] : standingPieces(division.ground, gridOf, to, units);
  const { households } = division.ground.graph;
  return {
    division,
    edit,
    pieces,
    pieceOf: new Map(pieces.flatMap((piece, at) => piece.map((unit) => [unit, at] as const))),
    isEmpty: (unit) => households[unit] === 0 && gridOf[unit] !== to && mayTake(unit),
  };
}

const givenUnits = ({ ground }: Division, { unitIds }: HandEdit): number[] =>
  unitIds.flatMap((unitId) => ground.indexOf.get(unitId) ?? []);

/** The smallest piece that holds units given: from it there are the fewest ways to go. */
function smallestGiven(
  division: Division,
  edit: HandEdit,
  pieces: Search["pieces"],
): number | undefined {
  const given = new Set(givenUnits(division, edit));
  const sizeOf = (at: number): number => pieces[at]?.length ?? 0;
  return [...pieces.keys()]
    .filter((at) => pieces[at]?.some((unit) => given.has(unit)))
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
}

/** The bridge with one unit more, in every way that was not tried yet. */
function lengthen(search: Search, bridge: Bridge, tried: Set<string>): Bridge[] {
  const { graph } = search.division.ground;
  const longer: Bridge[] = [];
  for (const unit of bridge.around) {
    const taken = [...bridge.taken, unit].toSorted((a, b) => a - b);
    const key = taken.join();
    if (bridge.taken.includes(unit) || tried.has(key) || tried.size >= MOST_SETS) continue;
    tried.add(key);
    const contacts = contactsOf(graph, unit);
    const around = new Set([...bridge.around, ...contacts.filter(search.isEmpty)]);
    const pieces = contacts.flatMap((other) => search.pieceOf.get(other) ?? []);
    longer.push(
      pieces.reduce((met: Bridge, at) => meet(search, met, at), { ...bridge, taken, around }),
    );
  }
  return longer;
}

function meet(search: Search, bridge: Bridge, at: number): Bridge {
  if (bridge.met.has(at)) return bridge;
  const { graph } = search.division.ground;
  const beside = (search.pieces[at] ?? []).flatMap((unit) => contactsOf(graph, unit));
  return {
    ...bridge,
    met: new Set([...bridge.met, at]),
    around: new Set([...bridge.around, ...beside.filter(search.isEmpty)]),
  };
}

/** Whether no rule objects: neither the grid that takes nor those that give may break. */
function goesThrough({ division, edit }: Search, taken: readonly number[]): boolean {
  const unitIds = [...edit.unitIds, ...idsOf(division, taken)];
  return edit.edit === "create-grid"
    ? createGrid(division, { ...edit, unitIds }).ok
    : assignUnits(division, { ...edit, unitIds }).ok;
}

const idsOf = ({ ground }: Division, units: readonly number[]): UnitId[] =>
  units.map((unit) => ground.unitIds[unit] ?? "");
