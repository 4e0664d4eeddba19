import { COMMERCIAL_STYLE, FACTORY_STYLE, SCHOOL_STYLE } from "./building-styles.ts";
import { isClear } from "./clearance.ts";
import type { Spot } from "./ground.ts";
import { addressOf, mainOpening, widened } from "./layout-compound.ts";
import type { LandUse, PartLayout } from "./model.ts";
import { marketName, numeral, parkName, schoolName, worksName } from "./names/place-names.ts";
import { placeRows, type Row, type RowStyle } from "./place-rows.ts";
import { itemAt, type Random } from "./random.ts";
import { drawRowPaths, makeSpine } from "./row-paths.ts";
import { makeYard, NO_MARGIN, openingAt, rectangle, type ParcelJob, type Yard } from "./yard.ts";

interface Institution {
  readonly style: RowStyle;
  readonly name: (ordinal: number) => string;
  readonly buildingName: (number: number) => string;
}

const INSTITUTIONS: Partial<Record<LandUse, Institution>> = {
  school: {
    style: SCHOOL_STYLE,
    name: schoolName,
    buildingName: (number) => (number === 1 ? "综合楼" : `${numeral(number - 1)}号教学楼`),
  },
  commercial: {
    style: COMMERCIAL_STYLE,
    name: marketName,
    buildingName: (number) => `${"ABCDEFGHJKLMN".charAt((number - 1) % 13)}座`,
  },
  factory: { style: FACTORY_STYLE, name: worksName, buildingName: (number) => `${number}号厂房` },
};

/** Schools, shops and offices, works: large buildings in rows, no households. */
export function layoutInstitution(job: ParcelJob, random: Random, layout: PartLayout): void {
  const { parcel } = job;
  const institution = INSTITUTIONS[parcel.use];
  if (!institution) throw new Error(`no institution for ${parcel.use}`);
  const yard = makeYard(job, NO_MARGIN);
  const inner = makeYard(job, widened(NO_MARGIN, 7)).ring.map((spot) => yard.toLocal(spot));
  const middle = (parcel.west + parcel.east) / 2;
  const south = openingAt(job, yard, "south", middle);
  const north = openingAt(job, yard, "north", middle);
  const spine = makeSpine(yard, south, north);
  const name = institution.name(parcel.useOrdinal);
  const isSchool = parcel.use === "school";
  const ring = isSchool ? northOf(inner, 0.38) : inner;
  const ground = { ring, spineX: (y: number): number => spine.xAt(y) };
  const { style } = institution;
  const small = { ...style, width: [14, style.width[1]], depth: [11, 14] } as const;
  const large = placeRows(ground, style, random);
  const rows = large.length > 0 ? large : placeRows(ground, small, random);
  layout.land.push({ kind: "other", name, ring: yard.ring });
  const open = { south: true, north: !isSchool };
  const openings = drawRowPaths(job, yard, { name: "", spine, rows, open, sideRows: [] }, layout);
  const address = addressOf(job, mainOpening(job, openings));
  placeLargeBuildings({ yard, rows, institution, name, address }, layout);
  if (isSchool) addPlayground(yard, inner, spine.xAt(0), layout);
  const kind = isSchool ? "street" : "site";
  for (const opening of openings) {
    layout.places.push({ kind, spot: opening.edge, address });
    if (parcel.use === "commercial")
      layout.sites.push({ kind: "shop", spot: opening.edge, address, label: name });
  }
}

interface Large {
  readonly yard: Yard;
  readonly rows: readonly Row[];
  readonly institution: Institution;
  readonly name: string;
  readonly address: string;
}

function placeLargeBuildings(large: Large, layout: PartLayout): void {
  let number = 0;
  for (const row of large.rows) {
    for (const { x, length } of row.slots) {
      number++;
      layout.buildings.push({
        ring: rectangle(large.yard, [x, row.y], [length, row.depth]),
        name: large.name + large.institution.buildingName(number),
        address: large.address,
        households: 0,
        source: "register",
        storeys: row.storeys,
        use: "other",
        doors: [],
      });
    }
  }
}

/** The northern share of a ring in the yard's frame, cut by a level line. */
function northOf(ring: readonly Spot[], share: number): Spot[] {
  const heights = ring.map(([, y]) => y);
  const level = Math.min(...heights) + share * (Math.max(...heights) - Math.min(...heights));
  return ring.map(([x, y]): Spot => [x, Math.max(y, level)]);
}

/** A running track (操场): two half circles joined, in the southern part of the ground. */
function addPlayground(
  yard: Yard,
  inner: readonly Spot[],
  spineX: number,
  layout: PartLayout,
): void {
  const xs = inner.map(([x]) => x);
  const ys = inner.map(([, y]) => y);
  const bottom = Math.min(...ys) + 8;
  const radius = Math.min(30, (Math.max(...ys) - bottom) * 0.17);
  const low = Math.min(...xs) + 12;
  const high = Math.min(spineX - 8, low + 120);
  if (high - low < 2 * radius + 10 || radius < 10) return;
  const ring: Spot[] = [];
  for (let k = 0; k <= 8; k++) {
    const angle = -Math.PI / 2 + (Math.PI * k) / 8;
    ring.push([
      high - radius + radius * Math.cos(angle),
      bottom + radius + radius * Math.sin(angle),
    ]);
  }
  for (let k = 0; k <= 8; k++) {
    const angle = Math.PI / 2 + (Math.PI * k) / 8;
    ring.push([
      low + radius + radius * Math.cos(angle),
      bottom + radius + radius * Math.sin(angle),
    ]);
  }
  layout.land.push({ kind: "other", name: "操场", ring: ring.map((spot) => yard.toWorld(spot)) });
}

/** A park: lawn, pond, two paths that cross, a pavilion; now and then a loop path on its own. */
export function layoutPark(job: ParcelJob, random: Random, layout: PartLayout): void {
  const { parcel } = job;
  const yard = makeYard(job, NO_MARGIN);
  const name = parkName(parcel.useOrdinal);
  const middle = parcel.west + (parcel.east - parcel.west) * random.between(0.35, 0.65);
  const height = parcel.south + (parcel.north - parcel.south) * random.between(0.35, 0.65);
  const [south, north] = [
    openingAt(job, yard, "south", middle),
    openingAt(job, yard, "north", middle),
  ];
  const [west, east] = [openingAt(job, yard, "west", height), openingAt(job, yard, "east", height)];
  const centre = job.town.ground.at(middle, height);
  layout.land.push({ kind: "green", name, ring: yard.ring });
  for (const [from, to] of [
    [south, north],
    [west, east],
  ] as const) {
    const spots = [from.junction.spot, from.edge, centre, to.edge, to.junction.spot];
    layout.paths.push({ name, tags: { highway: "footway" }, spots, isLane: false });
    layout.junctions.push(from.junction, to.junction);
  }
  addPond(yard, yard.toLocal(centre), [random, parcel.useOrdinal % 7 === 1], layout);
  addPavilion(job, yard, { name, centre, address: addressOf(job, south) }, layout);
  const address = addressOf(job, mainOpening(job, [south, north, west, east]));
  layout.sites.push({ kind: "park", spot: centre, address, label: name });
  layout.places.push({ kind: "park", spot: centre, address: name });
  for (const each of [south, west])
    layout.places.push({ kind: "park", spot: each.edge, address: name });
}

/** A pavilion (凉亭) at the crossing of the paths, unless a slanting path leaves no room. */
function addPavilion(
  job: ParcelJob,
  yard: Yard,
  park: { readonly name: string; readonly centre: Spot; readonly address: string },
  layout: PartLayout,
): void {
  const [x, y] = yard.toLocal(park.centre);
  const ring = rectangle(yard, [x + 7, y - 16], [8, 8]);
  if (!isClear(ring, layout, job.since)) return;
  layout.buildings.push({
    ring,
    name: `${park.name}凉亭`,
    address: park.address,
    households: 0,
    source: "register",
    storeys: 1,
    use: "other",
    doors: [],
  });
}

function addPond(
  yard: Yard,
  [cx, cy]: Spot,
  [random, hasLoop]: readonly [Random, boolean],
  layout: PartLayout,
): void {
  const xs = yard.localRing.map(([x]) => x);
  const ys = yard.localRing.map(([, y]) => y);
  // In the north-east quarter, clear of both paths.
  const [right, top] = [Math.max(...xs), Math.max(...ys)];
  const [rx, ry] = [(right - cx) * 0.3, (top - cy) * 0.3];
  if (rx < 12 || ry < 12) return;
  const [x, y] = [(right + cx) / 2, (top + cy) / 2];
  const phase = random.between(0, 6);
  const circle = (scale: number): Spot[] =>
    Array.from({ length: 20 }, (_, k) => {
      const angle = (2 * Math.PI * k) / 20;
      const bulge = scale * (1 + 0.16 * Math.sin(3 * angle + phase));
      return yard.toWorld([x + rx * bulge * Math.cos(angle), y + ry * bulge * Math.sin(angle)]);
    });
  layout.land.push({ kind: "water", name: "", ring: circle(0.85) });
  if (!hasLoop) return;
  // On purpose joined to nothing: a real network has such islands, and the checks must find them.
  const loop = circle(1.12);
  const spots = [...loop, itemAt(loop, 0)];
  layout.paths.push({ name: "环湖步道", tags: { highway: "footway" }, spots, isLane: false });
}
