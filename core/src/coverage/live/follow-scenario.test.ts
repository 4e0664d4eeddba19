import { array, assert, constantFrom, oneof, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { computeCoverage } from "../answer/compute-coverage.ts";
import { gatesUnder, stationsUnder, type ScenarioStation } from "../scenario/apply-scenario.ts";
import { attachBuildings } from "../attach/attach-buildings.ts";
import {
  anyPlace,
  definition,
  finder,
  GATES,
  homesAt,
  network,
  type Place,
} from "../fixtures/changed-town.ts";
import { at } from "../fixtures/made-town.ts";
import { ScenarioFollower } from "./follow-scenario.ts";
import { LiveCoverage } from "./live-coverage.ts";
import type { ScenarioChange } from "../scenario-contract.ts";

const STANDING = ["a", "b"] as const;
const stations = [
  { id: "a", kind: "red_station", name: "", position: at(100, 0), floorAreaSquareMetres: null },
  { id: "b", kind: "red_station", name: "", position: at(300, 300), floorAreaSquareMetres: null },
];
const degrees = (place: Place): [number, number] => {
  const [lng, lat] = at(...place);
  return [lng, lat];
};

const anyChange = oneof(
  tuple(constantFrom(...STANDING, "new:1"), anyPlace).map(([id, place]): ScenarioChange => ({
    change: "move-station",
    id,
    position: degrees(place),
  })),
  tuple(constantFrom(...STANDING, "new:1"), constantFrom("close-station", "reopen-station")).map(
    ([id, change]): ScenarioChange => ({ change, id }),
  ),
  anyPlace.map((place): ScenarioChange => ({
    change: "add-station",
    id: "new:1",
    name: "n",
    kind: "red_station",
    position: degrees(place),
    floorAreaSquareMetres: null,
    hours: null,
  })),
  tuple(constantFrom(...GATES), constantFrom("open-gate", "close-gate")).map(
    ([gateId, change]): ScenarioChange => ({
      change,
      gateId,
      compoundId: null,
      position: [0, 0],
    }),
  ),
);

function follower(
  places: readonly Place[],
  more: Partial<ConstructorParameters<typeof ScenarioFollower>[1]> = {},
) {
  const buildings = homesAt(places);
  const live = new LiveCoverage({
    finder,
    points: attachBuildings(finder, buildings),
    households: Int32Array.from(buildings, ({ households }) => households),
    areas: { areasOfBuilding: [], count: 0 },
    definition,
  });
  const ground = { stations, network, definition, ...more };
  return { live, followed: new ScenarioFollower(live, ground) };
}

it("whatever list was followed before, a list leads to the state it leads to from nothing", () => {
  const homes = array(anyPlace, { minLength: 1, maxLength: 10 });
  const lists = array(array(anyChange, { maxLength: 5 }), { minLength: 2, maxLength: 5 });
  assert(
    property(homes, lists, (places, all) => {
      const { live, followed } = follower(places);
      for (const list of all) {
        followed.follow(list);
        const fresh = follower(places);
        fresh.followed.follow(list);
        expect(live.coveredTotal).toBe(fresh.live.coveredTotal);
        places.forEach((_, building) => {
          expect(live.stationsOf(building)).toEqual(fresh.live.stationsOf(building));
        });
      }
    }),
    { numRuns: 60 },
  );
}, 20_000);

const anyHours = constantFrom(
  null,
  "24/7",
  "Mo-Fr 08:30-17:30",
  "Mo-Su 18:00-22:00",
  "Tu 20:00-21:00",
);
const anyRetimed = oneof(
  anyChange,
  tuple(constantFrom(...STANDING, "new:1"), anyHours).map(([id, hours]): ScenarioChange => ({
    change: "set-station-hours",
    id,
    hours,
  })),
);

it("at an hour only open stations count, as when all is computed anew with those", () => {
  const homes = array(anyPlace, { minLength: 1, maxLength: 10 });
  const lists = array(array(anyRetimed, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  const moment = { day: 1, minute: 20 * 60 } as const;
  const hours = ["Mo-Su 08:00-22:00", "Mo-Fr 08:30-17:30"];
  const present: readonly ScenarioStation[] = stations.map((station, i) => ({
    ...station,
    hours: hours[i] ?? null,
  }));
  // Open at 20:00 on a Tuesday, written out: no reader of hours is asked.
  const OPEN = new Set(["24/7", "Mo-Su 18:00-22:00", "Tu 20:00-21:00", "Mo-Su 08:00-22:00"]);
  assert(
    property(homes, lists, (places, all) => {
      const { live, followed } = follower(places, {
        stations: present,
        definition: { ...definition, moment },
      });
      for (const list of all) {
        followed.follow(list);
        const open = stationsUnder(list, present, (added) => added).filter(({ hours: of }) =>
          OPEN.has(of ?? ""),
        );
        const fresh = computeCoverage({
          finder,
          buildings: homesAt(places),
          stations: open,
          definition: { ...definition, moment },
          gateState: gatesUnder(list, network),
        });
        if (!fresh.ok) throw new Error(fresh.error.code);
        expect(live.coveredTotal).toBe(fresh.value.total.value.households.covered);
      }
    }),
    { numRuns: 60 },
  );
}, 20_000);

it("a list followed twice changes nothing, and the empty one brings everything back", () => {
  const { live, followed } = follower([[100, 10]]);
  const closing: ScenarioChange[] = [{ change: "close-station", id: "a" }];
  expect([...followed.follow(closing)]).toEqual([0]);
  expect([...followed.follow(closing)]).toEqual([]);
  expect(live.isCovered(0)).toBe(false);
  expect([...followed.follow([])]).toEqual([0]);
  expect(live.isCovered(0)).toBe(true);
});
