import type { BuildError, MapProblem } from "@onegrid/core/topology";
import type { ProblemText } from "../command-problem.ts";

/** Larger overlaps wait for a person; a large gap may be a lake and is left out. Start value. */
const MOST_MENDED_SQUARE_METRES = 1000;

export const isTooLargeToMend = ({ kind, areaSquareMetres }: MapProblem): boolean =>
  kind === "overlap" && areaSquareMetres > MOST_MENDED_SQUARE_METRES;

const KINDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  gap: ["单元之间有空隙", "There is a gap between units"],
  overlap: ["单元互相重叠", "Units overlap"],
};

export function explainMapProblem(problem: MapProblem): ProblemText {
  const { kind, ids, place, areaSquareMetres } = problem;
  const [zh, en] = KINDS[kind] ?? [kind, kind];
  const area = Math.round(areaSquareMetres);
  return {
    code: `topology.${kind}`,
    object: ids.join(", ") || "units",
    place: place.map((degrees) => degrees.toFixed(6)).join(", "),
    reason: [`${zh}，${area} m²。`, `${en}: ${area} m².`],
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
  const reasons: Readonly<Record<string, readonly [zh: string, en: string]>> = {
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
