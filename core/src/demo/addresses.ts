import type { Block, Side, SideName } from "./model.ts";
import { mainRoadName, roadPart, sideRoadName } from "./names/road-names.ts";
import type { Town } from "./town.ts";

/** Metres of road front for each house number; odd numbers on one side, even ones on the other. */
const METRES_PER_NUMBER = 11;

/** Name of the road along a side at a lattice parameter. */
export function roadNameOf(town: Town, block: Block, side: Side, param: number): string {
  const inner = block.streets.find((street) => street.key === side.key);
  const runsEast = side.fixed === "v";
  if (inner) {
    const isLane = inner.roadClass === "living_street";
    return sideRoadName(inner.ordinal, isLane ? "巷" : runsEast ? "路" : "街");
  }
  const { settings } = town;
  const index = Math.round(side.at);
  const isLow = side.at < index;
  if (runsEast && index === settings.riverRow) return isLow ? "滨河南路" : "滨河北路";
  if (!runsEast && index === settings.railColumn) return isLow ? "铁西路" : "铁东路";
  return seamName(town, side.fixed, index, param);
}

/** Name of a through road; long ones change their name in the middle of the town. */
export function seamName(town: Town, fixed: Side["fixed"], index: number, param: number): string {
  const runsEast = fixed === "v";
  const name = mainRoadName(2 * index + (runsEast ? 0 : 1), (town.seed * 11) % 49, runsEast);
  const count = runsEast ? town.settings.columns : town.settings.rows;
  const isLong = count >= 6 && town.seamClass(fixed, index) !== "tertiary";
  return isLong ? roadPart(name, runsEast, param < middleOf(town, fixed)) : name;
}

/** Address at a parameter of a parcel's side: 建设东路118号. */
export function addressAt(
  town: Town,
  block: Block,
  [name, side]: readonly [SideName, Side],
  param: number,
): string {
  const inner = block.streets.find((street) => street.key === side.key);
  const start = inner ? inner.wayLow : startOf(town, side.fixed);
  const step = side.fixed === "v" ? town.ground.columnMetres(param) : town.ground.rowMetres(param);
  const plots = Math.floor((Math.abs(param - start) * step) / METRES_PER_NUMBER);
  const number = 2 * plots + (name === "south" || name === "west" ? 1 : 2);
  return `${roadNameOf(town, block, side, param)}${number}号`;
}

const middleOf = ({ settings }: Town, fixed: Side["fixed"]): number =>
  (fixed === "v" ? settings.columns : settings.rows) / 2;

/** House numbers begin in the middle of a long road, at the end of a short one. */
const startOf = (town: Town, fixed: Side["fixed"]): number =>
  town.settings.columns < 6 ? 0 : middleOf(town, fixed);
