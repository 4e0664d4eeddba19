import { array, assert, property } from "fast-check";
import { expect, it } from "vitest";
import { attachBuildings } from "../attach/attach-buildings.ts";
import { attachPoints } from "../attach/attach-points.ts";
import { StationReach } from "../answer/compute-coverage.ts";
import { limitUnits } from "../answer/definition.ts";
import {
  afterSteps,
  anyPlace,
  anyStep,
  definition,
  finder,
  homesAt,
  MEASURE,
  network,
  takeStep,
} from "../fixtures/changed-town.ts";
import { LiveField } from "./live-field.ts";
import { buildFieldGeometry, fieldValues } from "../isochrone/time-field.ts";

it("after any stations and gates changed the field is the one of a computation from nothing", () => {
  const homes = array(anyPlace, { minLength: 1, maxLength: 12 });
  assert(
    property(homes, array(anyStep, { minLength: 1, maxLength: 8 }), (places, steps) => {
      const buildings = attachBuildings(finder, homesAt(places));
      const geometry = buildFieldGeometry(network, buildings);
      const maxUnits = limitUnits(MEASURE);
      const live = new LiveField({ finder, geometry, buildings, definition, maxUnits });
      for (const step of steps) takeStep(live, step);
      const { stations, network: opened } = afterSteps(steps);
      const standing = attachPoints(
        finder,
        stations.map(({ position }) => position),
      );
      const reach = new StationReach(opened, { stations: standing, definition });
      const buildingUnits = reach.read(buildings).units;
      expect([...live.values]).toEqual([
        ...fieldValues(geometry, reach, { buildingUnits, maxUnits }),
      ]);
    }),
    { numRuns: 60 },
  );
}, 20_000);
