import {
  CATEGORIES,
  routeCase,
  ROUTING_AREA_KINDS,
  type DutyEntry,
  type RoutingAreaKind,
} from "@onegrid/core/dispatch";
import type { Row } from "../coverage/table.ts";
import { randomOf } from "../made-city.ts";

type Random = () => number;

interface Scene {
  readonly query: Parameters<typeof routeCase>[0];
  readonly entries: readonly DutyEntry[];
  readonly fallbacks: Parameters<typeof routeCase>[2];
}

/** Routing by area and class against the same rules carried out one after the other, plainly. */
export function routingRows(scenes: number): Row[] {
  const random = randomOf(12);
  const count = { right: 0, owned: 0, byList: 0 };
  for (let at = 0; at < scenes; at++) {
    const scene = makeScene(random);
    const routed = routeCase(scene.query, scene.entries, scene.fallbacks);
    const wanted = plainRoute(scene);
    if (routed.unitId === wanted.unitId && routed.entry?.id === wanted.entryId) count.right += 1;
    if (routed.unitId !== null) count.owned += 1;
    if (routed.entry) count.byList += 1;
  }
  return [
    {
      figure: `routing, ${scenes} scenes (special grids, versions, majors, nobody's cases)`,
      wanted: "100 %",
      ours: `${count.right}/${scenes}`,
      checked: `${count.byList} by the duty list, ${scenes - count.byList} by the territory`,
      isMet: count.right === scenes,
    },
    {
      figure: "cases without an owner",
      wanted: "0",
      ours: `${scenes - count.owned}`,
      isMet: count.owned === scenes,
    },
  ];
}

const PLACE = { gridId: "g1", communityId: "c1", streetId: "s1", districtId: "d1" };
const AREAS: readonly (readonly [id: string, kind: RoutingAreaKind])[] = [
  ["g1", "grid"],
  ["c1", "community"],
  ["s1", "street"],
  ["d1", "district"],
  ["park", "special_grid"],
  ["estate", "property_area"],
  ["g2", "grid"],
  ["c2", "community"],
];

function pickFrom<T>(list: readonly T[], random: Random): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error("an empty list");
  return item;
}

function makeScene(random: Random): Scene {
  const { id: categoryId } = pickFrom(CATEGORIES, random);
  const gridId = random() < 0.8 ? PLACE.gridId : null;
  const place = {
    ...PLACE,
    position: null,
    address: "",
    gridVersionId: null,
    laneId: null,
    gridId,
  };
  const fallbacks = AREAS.slice(0, 3)
    .filter(() => random() < 0.4)
    .map(([areaId]) => ({ areaId, unitId: `team-${areaId}` }));
  const extraAreaIds = ["park", "estate"].filter(() => random() < 0.3);
  return {
    query: { place, categoryId, day: "2026-11-20", extraAreaIds },
    entries: Array.from({ length: Math.floor(random() * 9) }, (_, at) =>
      makeEntry(`e${at}`, categoryId, random),
    ),
    // The district answers for what nobody below it does.
    fallbacks: [...fallbacks, { areaId: "d1", unitId: "team-d1" }],
  };
}

/** For the class, its major, its scheme, another class or all; in force on the day, before or after it. */
function makeEntry(id: string, categoryId: string, random: Random): DutyEntry {
  const [scheme = "", code = ""] = categoryId.split(".");
  const [areaId, areaKind] = pickFrom(AREAS, random);
  const other = pickFrom(CATEGORIES, random).id;
  const classes = [[categoryId], [`${scheme}.${code.split("-")[0]}`], [scheme], [other], null];
  return {
    id: `${id}-${Math.floor(random() * 1e6)}`,
    unitId: `u${Math.floor(random() * 4)}`,
    areaId,
    areaKind,
    categories: pickFrom(classes, random),
    priority: Math.floor(random() * 3),
    clause: null,
    validFrom: pickFrom(["2000-01-01", "2026-11-20", "2026-11-21"], random),
    validTo: pickFrom([null, null, "2026-11-20", "2026-11-21"], random),
  };
}

/** The rules in the order of their words, by striking out. */
function plainRoute({ query, entries, fallbacks }: Scene) {
  const { place, day, categoryId, extraAreaIds } = query;
  const own = [place.gridId, place.communityId, place.streetId, place.districtId];
  let left = entries.filter(
    (each) =>
      (own.includes(each.areaId) || extraAreaIds.includes(each.areaId)) &&
      each.validFrom <= day &&
      (each.validTo === null || each.validTo > day) &&
      lengthOf(each, categoryId) >= 0,
  );
  const keepLeast = (worth: (each: DutyEntry) => number): void => {
    const least = Math.min(...left.map(worth));
    left = left.filter((each) => worth(each) === least);
  };
  keepLeast((each) => (each.areaKind === "special_grid" ? 0 : 1));
  keepLeast((each) => -lengthOf(each, categoryId));
  keepLeast((each) => ROUTING_AREA_KINDS.indexOf(each.areaKind));
  keepLeast((each) => each.priority);
  const [entryId] = left.map(({ id }) => id).toSorted();
  const entry = entries.find(({ id }) => id === entryId);
  if (entry) return { unitId: entry.unitId, entryId };
  for (const areaId of own) {
    const owner = fallbacks.find((each) => each.areaId === areaId);
    if (owner) return { unitId: owner.unitId, entryId: undefined };
  }
  return { unitId: null, entryId: undefined };
}

/** How many letters of the class an entry names, -1 for another class; by the parts of its id. */
function lengthOf({ categories }: DutyEntry, categoryId: string): number {
  if (categories === null) return 0;
  const [scheme = "", code = ""] = categoryId.split(".");
  const [major = ""] = code.split("-");
  const names = [categoryId, `${scheme}.${major}`, scheme];
  const held = names.find((name) => categories.includes(name));
  return held === undefined ? -1 : held.length;
}
