import { isOffPaths } from "./clearance.ts";
import { addressAt } from "./addresses.ts";
import type { Spot } from "./ground.ts";
import type { LandUse, PartLayout, Side, SideName } from "./model.ts";
import { itemAt, type Random } from "./random.ts";
import { HALF_WIDTH } from "./town.ts";
import { insetTo, type Margins, type Opening, type ParcelJob } from "./yard.ts";

/** Metres from the pavement to the back of a row of shops. */
const SHOP_METRES = 12;
const FRONT_METRES = 1.5;
const SHOP_NAMES =
  "超市 药店 面馆 理发店 五金店 早餐店 水果店 便利店 诊所 电动车行 洗衣店 火锅店 烘焙坊 文具店 手机店 银行网点 茶楼 宾馆 菜店 烧烤店 社区活动室 社区卫生站 社区图书室".split(
    " ",
  );
const HOUSES: ReadonlySet<LandUse> = new Set(["garden", "yard", "oldtown", "village"]);

/** Which sides of a parcel have shops (沿街商铺), as margins that leave room for them. */
export function chooseShopMargins({ parcel }: ParcelJob, random: Random): Margins {
  const margin = (name: SideName): number => {
    const { roadClass } = parcel.sides[name];
    const chance = roadClass === "living_street" ? 0 : roadClass === "residential" ? 0.25 : 0.5;
    const hasShops = HOUSES.has(parcel.use) && random.chance(chance);
    return hasShops ? FRONT_METRES + SHOP_METRES + 2 : 2;
  };
  return {
    south: margin("south"),
    east: margin("east"),
    north: margin("north"),
    west: margin("west"),
  };
}

/** Rows of shops along the sides that have room for them, with gaps at the openings. */
export function layoutShops(
  job: ParcelJob,
  margins: Margins,
  openings: readonly Opening[],
  [random, layout]: readonly [Random, PartLayout],
): void {
  for (const name of ["south", "east", "north", "west"] as const) {
    if (margins[name] < SHOP_METRES) continue;
    const gates = openings.filter((each) => each.side === name).map((each) => each.param);
    layoutShopRow(job, name, gates, [random, layout]);
  }
}

function layoutShopRow(
  job: ParcelJob,
  name: SideName,
  gates: readonly number[],
  [random, layout]: readonly [Random, PartLayout],
): void {
  const { parcel, town, block } = job;
  const runsEast = parcel.sides[name].fixed === "v";
  const metres = runsEast ? town.ground.columnMetres(block.i) : town.ground.rowMetres(block.j);
  // Corners belong to the south and north rows: east and west rows end before them.
  const [first, last] = runsEast ? (["west", "east"] as const) : (["south", "north"] as const);
  const [start, end] = [
    insetTo(job, first, runsEast ? 3 : 18),
    insetTo(job, last, runsEast ? 3 : 18),
  ];
  const front = insetTo(job, name, FRONT_METRES);
  const back = insetTo(job, name, FRONT_METRES + SHOP_METRES);
  const clear = 6 / metres;
  let from = start;
  for (;;) {
    const to = from + random.between(11, 34) / metres;
    if (to > end) return;
    const gate = gates.find((param) => param > from - clear && param < to + clear);
    if (gate !== undefined) {
      // A little more than asked for: rounding must not find the same gate again.
      from = gate + 1.01 * clear;
      continue;
    }
    if (random.chance(0.9)) addShop(job, name, { from, to, front, back }, [random, layout]);
    from = to + random.between(0.6, 2.5) / metres;
  }
}

interface Plot {
  readonly from: number;
  readonly to: number;
  readonly front: number;
  readonly back: number;
}

function addShop(
  job: ParcelJob,
  name: SideName,
  plot: Plot,
  [random, layout]: readonly [Random, PartLayout],
): void {
  const side = job.parcel.sides[name];
  const ring = plotRing(job, side, plot);
  if (!isOffPaths(ring, layout, job.since)) return;
  const address = addressAt(job.town, job.block, [name, side], (plot.from + plot.to) / 2);
  const [ax, ay] = itemAt(ring, 0);
  const [bx, by] = itemAt(ring, 2);
  const label = random.pick(SHOP_NAMES);
  layout.buildings.push({
    ring,
    name: label,
    address,
    households: 0,
    source: "register",
    storeys: random.whole(1, 3),
    use: "other",
    doors: [],
  });
  const spot = [(ax + bx) / 2, (ay + by) / 2] as const;
  const isWide = HALF_WIDTH[side.roadClass] > HALF_WIDTH.residential;
  if (random.chance(0.3)) layout.sites.push({ kind: "shop", spot, address, label });
  if (isWide && random.chance(0.4)) layout.places.push({ kind: "street", spot, address });
}

/** The corners of a plot along a side, counter-clockwise on the lattice and so on the ground. */
function plotRing({ town }: ParcelJob, { fixed }: Side, { from, to, front, back }: Plot): Spot[] {
  const [low, high] = front < back ? [front, back] : [back, front];
  const [west, east, south, north] = fixed === "v" ? [from, to, low, high] : [low, high, from, to];
  const at = (u: number, v: number): Spot => town.ground.at(u, v);
  return [at(west, south), at(east, south), at(east, north), at(west, north)];
}
