import { setImmediate } from "node:timers/promises";
import { isInScope } from "@onegrid/core/access";
import type { CoverageDefinition } from "@onegrid/core/coverage";
import type { Db } from "@onegrid/db";
import { listBuildingPlaces, type BuildingPlace } from "@onegrid/db/coverage";
import { listLayerRevisions } from "@onegrid/db/organisation";
import { columnsOf, type BuildingColumns } from "../compute/compute-tasks.ts";
import { areasOf } from "./areas-of.ts";
import { listRegions, regionOf, type Region } from "./regions.ts";

/** Where buildings count alike: one community and one grid. All sums are made of these. */
interface Leaf {
  readonly communityPath: readonly string[];
  readonly gridId: string | null;
}

/** The buildings of one region. */
export interface RegionPlaces {
  readonly region: Region;
  /** Their places in the list of all buildings. */
  readonly at: Uint32Array;
  readonly columns: BuildingColumns;
}

/** Every building of the store on one day: read once, for all questions about that state of the data. */
export interface Places {
  readonly buildings: readonly BuildingPlace[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly leaves: readonly Leaf[];
  /** By building: its place in `leaves`. */
  readonly leafOf: Uint32Array;
  readonly regions: readonly RegionPlaces[];
  readonly householdSource: CoverageDefinition["households"];
}

/** Layers that decide where a building stands and counts. */
const SOURCES = ["areas", "buildings", "entrances", "grids"];

/** The buildings as they are now, kept until a layer or the day changes. */
export class PlacesCache {
  readonly #db: Db;
  #kept: { readonly stamp: string; readonly places: Promise<Places> } | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  async get(day: string): Promise<Places> {
    const revisions = await listLayerRevisions(this.#db);
    const stamp = JSON.stringify([day, revisions.filter(({ layer }) => SOURCES.includes(layer))]);
    if (this.#kept?.stamp === stamp) return this.#kept.places;
    const places = readPlaces(this.#db, day);
    const kept = (this.#kept = { stamp, places });
    places.catch(() => {
      if (this.#kept === kept) this.#kept = undefined;
    });
    return places;
  }
}

/** Looked at between two chances for others. */
const AT_A_TIME = 10_000;

async function readPlaces(db: Db, day: string): Promise<Places> {
  const [regions, buildings] = await Promise.all([listRegions(db), listBuildingPlaces(db, day)]);
  const sorter = new Sorter(regions, buildings.length);
  for (const [at, building] of buildings.entries()) {
    sorter.add(building, at);
    if (at % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
  }
  const inRegions: RegionPlaces[] = [];
  for (const [region, at] of sorter.members) {
    const own = at.flatMap((index) => buildings[index] ?? []);
    const columns = columnsOf(own);
    inRegions.push({ region, at: Uint32Array.from(at), columns });
    await setImmediate();
  }
  const { indexOf, leaves, leafOf } = sorter;
  const householdSource = sourceOf(sorter.sources);
  return { buildings, indexOf, leaves, leafOf, regions: inRegions, householdSource };
}

class Sorter {
  readonly indexOf = new Map<string, number>();
  readonly leaves: Leaf[] = [];
  readonly leafOf: Uint32Array;
  readonly members = new Map<Region, number[]>();
  readonly sources = new Set<BuildingPlace["householdSource"]>();
  readonly #numbers = new Map<string, number>();
  readonly #regions: readonly Region[];

  constructor(regions: readonly Region[], count: number) {
    this.#regions = regions;
    this.leafOf = new Uint32Array(count);
  }

  add(building: BuildingPlace, at: number): void {
    const { communityPath, gridId } = building;
    this.indexOf.set(building.id, at);
    this.sources.add(building.householdSource);
    const key = `${communityPath.at(-1) ?? ""}\0${gridId ?? ""}`;
    const leaf = this.#numbers.get(key) ?? this.leaves.push({ communityPath, gridId }) - 1;
    this.#numbers.set(key, leaf);
    this.leafOf[at] = leaf;
    const region = regionOf(this.#regions, building.position, communityPath[0]);
    const own = this.members.get(region);
    if (own) own.push(at);
    else this.members.set(region, [at]);
  }
}

function sourceOf(sources: ReadonlySet<BuildingPlace["householdSource"]>) {
  const known = [...sources].filter((source) => source !== "unknown");
  const [only = "unknown"] = known;
  return known.length > 1 ? "mixed" : only;
}

/** Which buildings somebody asks about: those of a scope, and in it of one area or grid. */
export function buildingsIn(
  { leaves, leafOf }: Pick<Places, "leaves" | "leafOf">,
  scope: readonly string[],
  areaId: string | null = null,
): (building: number) => boolean {
  const isIn = leaves.map(
    (leaf) =>
      isInScope(scope, leaf.communityPath) && (areaId === null || areasOf(leaf).includes(areaId)),
  );
  return (building) => isIn[leafOf[building] ?? -1] === true;
}
