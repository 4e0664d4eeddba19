import { demoDutyList, type DemoOptions } from "@onegrid/core/demo";
import type { NewDutyPlaceField } from "@onegrid/core/dispatch/duty-list-contract";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import type { AreaRow } from "@onegrid/db/organisation";
import { saveDuties } from "./change-duty-list.ts";

interface Seeding {
  readonly demo: DemoOptions;
  readonly areas: readonly Pick<AreaRow, "id" | "kind">[];
  readonly validFrom: string;
  readonly now: Date;
}

/** The made-up district's duty list (责任清单), through the same door as any other. */
export async function seedDemoDuties(db: Db, seeding: Seeding): Promise<void> {
  const { demo, areas, validFrom, now } = seeding;
  const district = areas.find(({ kind }) => kind === "district");
  if (!district) return;
  const { places, entries } = demoDutyList(demo, { districtId: district.id, validFrom });
  const body = {
    places: places.map(({ geometry, ...place }) => ({
      ...place,
      geometry: shapeOf(geometry),
    })),
    entries: entries.map((entry) => ({
      ...entry,
      categories: entry.categories && [...entry.categories],
    })),
    endEntries: [],
    endPlaces: [],
  };
  await saveDuties(db, body, { accountId: null, now });
}

type DemoShape = ReturnType<typeof demoDutyList>["places"][number]["geometry"];

const line = (points: readonly Position[]): number[][] => points.map(([lng, lat]) => [lng, lat]);

/** The same shape as a body of the interface has it. */
function shapeOf(shape: DemoShape): NewDutyPlaceField["geometry"] {
  if (shape.type === "LineString")
    return { type: shape.type, coordinates: line(shape.coordinates) };
  if (shape.type === "Polygon")
    return { type: shape.type, coordinates: shape.coordinates.map(line) };
  return { type: shape.type, coordinates: shape.coordinates.map((rings) => rings.map(line)) };
}
