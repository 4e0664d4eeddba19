import { isOpenAt, scenarioVersion, stationsUnder, type LiveFrame } from "@onegrid/core/coverage";
import type { CoverageReply, CoverageStation, CoverageSum } from "@onegrid/core/coverage/contract";
import type { LiveStart } from "@onegrid/core/coverage/live-contract";
import type { ScenarioChange } from "@onegrid/core/coverage/scenario-contract";

/** Changes with those that were taken back: `steps[at]` … can be done again. */
export interface ChangeList {
  readonly steps: readonly ScenarioChange[];
  readonly at: number;
}

export const NO_CHANGES: ChangeList = { steps: [], at: 0 };

export const inForce = ({ steps, at }: ChangeList): readonly ScenarioChange[] => steps.slice(0, at);

/** A new change ends what could have been done again. */
export const withChange = (list: ChangeList, change: ScenarioChange): ChangeList => ({
  steps: [...inForce(list), change],
  at: list.at + 1,
});

export const undone = (list: ChangeList): ChangeList =>
  list.at === 0 ? list : { ...list, at: list.at - 1 };

export const redone = (list: ChangeList): ChangeList =>
  list.at === list.steps.length ? list : { ...list, at: list.at + 1 };

export interface Compared {
  readonly result: CoverageReply;
  readonly start: LiveStart;
  readonly changes: readonly ScenarioChange[];
  /** Without any change, and with them. */
  readonly base: LiveFrame;
  readonly frame: LiveFrame;
}

/**
 * The server's answer with what the changes add and take. Buildings change between covered and
 * uncovered only; all households stay the same.
 */
export function triedReply({ result, start, changes, base, frame }: Compared): CoverageReply {
  const places = placesOf(start);
  const moved = (sum: CoverageSum): CoverageSum => {
    const at = places.get(sum.id);
    if (at === undefined) return sum;
    return withGain(sum, {
      households: (frame.householdsByArea[at] ?? 0) - (base.householdsByArea[at] ?? 0),
      buildings: (frame.buildingsByArea[at] ?? 0) - (base.buildingsByArea[at] ?? 0),
    });
  };
  const version = scenarioVersion(changes);
  return {
    ...result,
    // What nobody has surveyed was counted for the ground as it is.
    interval: version === null ? result.interval : null,
    definition:
      version === null ? result.definition : { ...result.definition, scenarioVersion: version },
    total: withGain(result.total, {
      households: frame.households - base.households,
      buildings: frame.buildings - base.buildings,
    }),
    byArea: result.byArea.map(moved),
    byGrid: result.byGrid.map(moved),
    stations: triedStations({ result, start, changes, frame }),
  };
}

const knownPlaces = new WeakMap<LiveStart, ReadonlyMap<string, number>>();

/** Where each area stands in the frames; worked out once for a ground. */
function placesOf(start: LiveStart): ReadonlyMap<string, number> {
  const known = knownPlaces.get(start);
  if (known) return known;
  const places = new Map(start.areas.map((id, at) => [id, at]));
  knownPlaces.set(start, places);
  return places;
}

interface Gain {
  readonly households: number;
  readonly buildings: number;
}

function withGain(sum: CoverageSum, gain: Gain): CoverageSum {
  if (gain.households === 0 && gain.buildings === 0) return sum;
  const { covered, uncovered, notComputable } = sum.households;
  const all = covered + uncovered + notComputable;
  return {
    ...sum,
    households: {
      covered: covered + gain.households,
      uncovered: uncovered - gain.households,
      notComputable,
    },
    buildings: {
      ...sum.buildings,
      covered: sum.buildings.covered + gain.buildings,
      uncovered: sum.buildings.uncovered - gain.buildings,
    },
    coveredShare: all === 0 ? null : (covered + gain.households) / all,
  };
}

/** As they stand under the changes, with whom they serve. */
function triedStations({
  result,
  start,
  changes,
  frame,
}: Omit<Compared, "base">): CoverageStation[] {
  const served = new Map(frame.stations.map((station) => [station.id, station]));
  const known = new Map(result.stations.map((station) => [station.id, station]));
  const standing = stationsUnder(changes, start.stations, ({ id, kind, name, ...added }) => ({
    id,
    kind,
    name,
    position: [added.position[0], added.position[1]],
    floorAreaSquareMetres: added.floorAreaSquareMetres,
    hours: added.hours ?? null,
  }));
  const { moment } = start.definition;
  const open = standing.filter(({ hours }) => isOpenAt(hours, moment));
  return open.map(({ position: [lng, lat], ...station }) => ({
    ...station,
    position: [lng, lat],
    services: known.get(station.id)?.services ?? [],
    households: served.get(station.id)?.households ?? 0,
    stranded: served.get(station.id)?.failure ?? null,
  }));
}
