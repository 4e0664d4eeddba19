import type { BuildError, MapProblem, MapProblemKind } from "@onegrid/core/topology";
import type { ProblemText } from "../command-problem.ts";

/** Larger overlaps wait for a person; a large gap may be a lake and is left out. Start value. */
const MOST_MENDED_SQUARE_METRES = 1000;

export const isTooLargeToMend = ({ kind, areaSquareMetres }: MapProblem): boolean =>
  kind === "overlap" && areaSquareMetres > MOST_MENDED_SQUARE_METRES;

type Words = readonly [zh: string, en: string];
const KINDS: Readonly<Record<MapProblemKind, Words>> = {
  gap: ["之间有空隙", "There is a gap between them"],
  overlap: ["互相重叠", "They overlap"],
  "in-parts": ["分成不相连的几片", "It is in parts that do not touch"],
  sliver: ["有脱离的窄条，已并入相邻", "A narrow strip of it went to the neighbour"],
  "no-ground": ["没有占地", "Nothing of it is left on the ground"],
  outside: [
    "在所有社区之外，没有划入任何网格",
    "It lies outside every community and is in no grid",
  ],
  "crosses-line": ["跨越道路、围墙或社区界", "It lies across a road, a wall or a border"],
  "same-place": ["位置相同，合为一个单元", "They stand in one place and share a unit"],
  "crosses-community": ["小区跨越社区界", "The compound lies in several communities"],
  hanging: ["与社区其余部分不通", "No passable border joins it to its community"],
  "bad-geometry": ["坐标无效，未使用", "Its coordinates are no use: left out"],
  "small-part": ["不足半个网格的独立片", "A part cut off, of fewer households than half a grid"],
  "large-unit": [
    "户数超过一个网格，不能再小",
    "It alone is more than a grid and cannot be smaller",
  ],
  "no-households": ["户数不明，按 0 户计", "Its households are not known and count as none"],
  estimated: ["户数为估算", "Its households are estimated"],
  "link-lost": ["连接的一端已不在底图上", "An end of the link is no longer on the map"],
};

/** A fault of the map in words. What was settled by rule needs no advice. */
export function explainMapProblem(problem: MapProblem): ProblemText {
  const { kind, ids, place, areaSquareMetres, givenTo } = problem;
  const [zh, en] = KINDS[kind];
  const area = Math.round(areaSquareMetres);
  const [areaZh, areaEn] = area > 0 ? [`，${area} m²`, `: ${area} m²`] : ["", ""];
  const [toZh, toEn] =
    givenTo === undefined ? ["", ""] : [`，归 ${givenTo}`, `, given to ${givenTo}`];
  return {
    code: `topology.${kind}`,
    object: ids.slice(0, 5).join(", ") || "units",
    place: place.map((degrees) => degrees.toFixed(6)).join(", "),
    reason: [`${zh}${areaZh}${toZh}。`, `${en}${areaEn}${toEn}.`],
    advice: [
      "请更正数据，或加 --repair 按规则处理。",
      "Mend the data, or add --repair to have it settled by rule.",
    ],
  };
}

export function explainBuildError(error: BuildError): ProblemText {
  const { code } = error;
  const object = "id" in error ? error.id : "units";
  const place = "position" in error ? error.position.join(", ") : "";
  const reasons: Readonly<Record<string, Words>> = {
    "geometry.no-positions": ["没有坐标。", "There are no coordinates."],
    "geometry.bad-position": [
      "坐标不在经纬度范围内（经度在前）。",
      "The coordinate is not longitude, latitude in degrees.",
    ],
    "geometry.too-far-apart": [
      "数据超出 200 km × 200 km。",
      "The data do not fit into 200 km × 200 km.",
    ],
    "topology.duplicate-id": ["编号重复。", "The id occurs twice."],
    "topology.bad-households": ["户数不是非负整数。", "Households are not a whole number from 0."],
  };
  return {
    code,
    object,
    place,
    reason: reasons[code] ?? [code, code],
    advice: ["请更正后重试。", "Correct it and try again."],
  };
}
