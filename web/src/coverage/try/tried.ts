import type { LiveFrame } from "@onegrid/core/coverage";
import type { CoverageReply, CoverageStation } from "@onegrid/core/coverage/contract";
import { isOpenAt, stationsUnder } from "@onegrid/core/coverage";
import type { ScenarioChange } from "@onegrid/core/coverage/scenario-contract";
import type { MultiPolygon, Position } from "@onegrid/core/geometry";
import type { FeatureStates } from "../../map/index.ts";
import { NO_PATH } from "../classes.ts";
import { triedReply } from "./change-list.ts";
import type { TryGround } from "./try-state.ts";

/** A station on the map while changes are tried out. */
export interface StationMark {
  readonly id: string;
  readonly position: Position;
  /** Where it stands in truth; `null` for one that is new, or has not been moved. */
  readonly from: Position | null;
  readonly state: "kept" | "new" | "moved" | "closed";
  readonly isPicked: boolean;
  readonly isStranded: boolean;
  /** At the hour of the definition; always where hours are left aside. */
  readonly isOpen: boolean;
}

export interface GateMark {
  readonly id: string;
  readonly position: Position;
  readonly isOpen: boolean;
  readonly isChanged: boolean;
}

/** What the page shows in place of the server's answer. */
export interface Tried {
  readonly before: CoverageReply;
  /** Follows the pointer: figures and lists. */
  readonly reply: CoverageReply;
  /** The last one that was let go: areas on the map, which would be sent again as a whole. */
  readonly settled: CoverageReply;
  /** Buildings that differ from the server's tiles, by id. */
  readonly states: FeatureStates;
  readonly polygon: MultiPolygon | null;
  readonly stations: readonly StationMark[];
  readonly gates: readonly GateMark[];
  /** Ways that are only supposed, and the one that is being drawn. */
  readonly ways: readonly (readonly Position[])[];
}

/** Farther than the limit, and nobody has measured how far yet. */
export const BEYOND = -2;

/** State of a building for the map: as the attributes of its tile, and what became of it. */
export function buildingState(
  { baseUnits, start }: TryGround,
  { building, units, limit }: { building: number; units: number; limit: number },
): Readonly<Record<string, unknown>> | null {
  const before = baseUnits[building] ?? -1;
  const isWithin = (value: number): boolean => value >= 0 && value <= limit;
  const wasIn = isWithin(before);
  // Beyond the limit as before: how far it is now, `settle` asks.
  if (before === units || (units === BEYOND && !wasIn)) return null;
  const isIn = isWithin(units);
  const isHome = (start.buildings.households[building] ?? 0) > 0;
  return {
    status: isIn ? "covered" : "uncovered",
    ...valueOf(units, limit),
    change: isHome ? Number(isIn) - Number(wasIn) : 0,
  };
}

/** As the tiles have it, in seconds or metres; just beyond the limit where nobody has measured yet. */
function valueOf(units: number, limit: number): { readonly value: number } {
  if (units === BEYOND) return { value: (limit + 1) / 10 };
  return units < 0 ? { value: NO_PATH } : { value: units / 10 };
}

export function triedOf(
  ground: TryGround,
  of: { readonly changes: readonly ScenarioChange[]; readonly frame: LiveFrame },
): CoverageReply {
  const { result, start, base } = ground;
  const shown = new Set(result.stations.map(({ id }) => id));
  const reply = triedReply({ result, start, base, ...of });
  const isShown = ({ id, households }: CoverageStation): boolean =>
    shown.has(id) || households > 0 || id.startsWith("new:");
  return { ...reply, stations: reply.stations.filter(isShown) };
}

function movedFrom(
  from: Position | undefined,
  [lng, lat]: Position,
): Pick<StationMark, "from" | "state"> {
  if (from === undefined) return { from: null, state: "new" };
  if (from[0] === lng && from[1] === lat) return { from: null, state: "kept" };
  return { from, state: "moved" };
}

/** All stations with what became of them; a closed one stays to be brought back. */
export function stationMarks(
  { start }: TryGround,
  {
    changes,
    picked,
    frame,
  }: { changes: readonly ScenarioChange[]; picked: string | null; frame: LiveFrame },
): StationMark[] {
  const stranded = new Set(
    frame.stations.flatMap(({ id, failure }) => (failure === null ? [] : [id])),
  );
  const standing = stationsUnder(changes, start.stations, (added) => ({
    ...added,
    position: [added.position[0], added.position[1]],
    hours: added.hours ?? null,
  }));
  const truth = new Map(start.stations.map(({ id, position }) => [id, position]));
  const marks = standing.map(({ id, position, hours }): StationMark => ({
    id,
    position,
    ...movedFrom(truth.get(id), position),
    isPicked: id === picked,
    isStranded: stranded.has(id),
    isOpen: isOpenAt(hours, start.definition.moment),
  }));
  const left = new Set(standing.map(({ id }) => id));
  const closed = start.stations.filter(({ id }) => !left.has(id));
  return [
    ...marks,
    ...closed.map(({ id, position }): StationMark => ({
      id,
      position,
      from: null,
      state: "closed",
      isPicked: id === picked,
      isStranded: false,
      isOpen: false,
    })),
  ];
}
