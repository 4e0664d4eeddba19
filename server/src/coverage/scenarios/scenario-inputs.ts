import {
  findGate,
  gatesUnder,
  normaliseChanges,
  objectOfChange,
  stationsUnder,
  type NewStation,
  type ScenarioChange,
} from "@onegrid/core/coverage";
import type { ScenarioMark } from "@onegrid/core/coverage/scenario-contract";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import { listCommunityPaths, type ScenarioRow, type StationPlace } from "@onegrid/db/coverage";
import type { RegionCoverage } from "../results/region-coverage.ts";
import { isInRegion, type Region } from "../results/regions.ts";

/** A scenario (情景) as a result is computed under it. */
export type AskedScenario = Pick<ScenarioRow, "id" | "name" | "revision" | "version" | "changes">;

const nowhere = (station: NewStation): StationPlace => ({
  ...station,
  hours: station.hours ?? null,
  services: [],
  communityPath: [],
});

/** The stations as they would be, each with the areas it would stand in. */
export async function stationsOf(
  db: Db,
  { changes }: AskedScenario,
  stations: readonly StationPlace[],
): Promise<StationPlace[]> {
  const before = new Map(stations.map((station) => [station.id, station.position]));
  const after = stationsUnder(changes, stations, nowhere);
  const isMoved = ({ id, position }: StationPlace): boolean => before.get(id) !== position;
  const moved = after.filter(isMoved);
  const paths = await listCommunityPaths(
    db,
    moved.map(({ position }) => position),
  );
  const pathOf = new Map(moved.map(({ id }, at) => [id, paths[at] ?? []]));
  return after.map((station) => ({
    ...station,
    communityPath: pathOf.get(station.id) ?? station.communityPath,
  }));
}

/** The gates and ways that would stand in a region; what lies elsewhere is no business of its network. */
export const changesIn = (
  region: Region,
  { changes }: Pick<AskedScenario, "changes">,
): ScenarioChange[] =>
  changes.filter((change) => {
    const place = placeOf(change);
    return place !== null && isInRegion(region, place);
  });

function placeOf(change: ScenarioChange): Position | null {
  if ("line" in change) return change.line[0] ?? null;
  return "position" in change ? change.position : null;
}

/** Which gates would be open and shut, of one region's network. */
export const gateStateOf = (
  scenario: AskedScenario | null,
  network: Parameters<typeof gatesUnder>[1],
): ReturnType<typeof gatesUnder> => gatesUnder(scenario?.changes ?? [], network);

/** What a reply says of it. Stations and gates that are gone since are told: the rest still holds. */
export function markOf(
  { id, name, revision, version, changes }: AskedScenario,
  present: readonly Pick<StationPlace, "id" | "name">[],
  parts: readonly RegionCoverage[],
): ScenarioMark {
  const networks = parts.map(({ network }) => network.network);
  const normal = normaliseChanges(changes);
  const names = new Map(present.map((station) => [station.id, station.name]));
  const missing = normal.flatMap((change) => {
    if ("gateId" in change)
      return networks.some((network) => findGate(network, change)) ? [] : [change.gateId];
    const isNew = change.change.startsWith("add-");
    return isNew || names.has(change.id) ? [] : [change.id];
  });
  const spoken = new Set(normal.map(objectOfChange));
  const stations = [...names].flatMap(([station, called]) =>
    spoken.has(station) ? [{ id: station, name: called }] : [],
  );
  return {
    id,
    name,
    revision,
    version,
    changes: normal.length,
    missing: [...new Set(missing)],
    stations,
  };
}
