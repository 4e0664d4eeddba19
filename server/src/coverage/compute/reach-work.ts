import {
  attachBuildings,
  attachPoints,
  BallFinder,
  findNearestTwo,
  StationReach,
  type EdgeFinder,
} from "@onegrid/core/coverage";
import { reachOfCandidates, rowCount, rowOf, type Incidence } from "@onegrid/core/coverage/siting";
import type { Bbox, Position } from "@onegrid/core/geometry";
import type { CoverTask, SecondColumns, SweepTask } from "./compute-tasks.ts";
import { gateStateOf, pointsOf } from "./ground-task.ts";

/** For each station the buildings that it reaches within the limit. */
export function ballsOf(finder: EdgeFinder, task: CoverTask): Incidence {
  const balls = new BallFinder(finder.network, {
    points: attachBuildings(finder, pointsOf(task.buildings)),
    definition: task.definition,
    gateState: gateStateOf(finder, task),
  });
  const rows = task.stations.map(
    ({ position }) => balls.find(attachPoints(finder, [position])).buildings,
  );
  return incidenceOf(rows);
}

/** Where the people of each building go when their nearest station is closed. */
export function secondOf(finder: EdgeFinder, task: CoverTask): SecondColumns {
  const { stations, definition } = task;
  const positions = stations.map(({ position }) => position);
  const reach = new StationReach(finder.network, {
    stations: attachPoints(finder, positions),
    definition,
    gateState: gateStateOf(finder, task),
  });
  const points = attachBuildings(finder, pointsOf(task.buildings));
  const { units, owner } = findNearestTwo(reach, points).second;
  return { station: owner, units };
}

/** For each candidate the buildings asked about that it would reach, in rising order. */
export function sweepOf(finder: EdgeFinder, task: SweepTask): Incidence {
  const { reach } = reachOfCandidates(finder, task.candidates, {
    points: attachBuildings(finder, pointsOf(task.buildings)),
    definition: task.definition,
    gateState: gateStateOf(finder, task),
  });
  const isAsked = (building: number): boolean => task.isAsked[building] === 1;
  return incidenceOf(
    Array.from({ length: rowCount(reach) }, (_, at) => rowOf(reach, at).filter(isAsked)),
  );
}

function incidenceOf(rows: readonly Uint32Array[]): Incidence {
  const first = new Uint32Array(rows.length + 1);
  rows.forEach((row, at) => (first[at + 1] = (first[at] ?? 0) + row.length));
  const items = new Uint32Array(first.at(-1) ?? 0);
  rows.forEach((row, at) => items.set(row, first[at]));
  return { first, items };
}

export const isInAny =
  (boxes: readonly Bbox[]) =>
  ([lng, lat]: Position): boolean =>
    boxes.some(
      ([west, south, east, north]) => lng >= west && lng <= east && lat >= south && lat <= north,
    );
