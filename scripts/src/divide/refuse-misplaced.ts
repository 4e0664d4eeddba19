import type { BuiltMap } from "@onegrid/core/topology";
import { CommandProblem } from "../command-problem.ts";

/** More than this share of the buildings outside every community: the files do not belong together. */
const MOST_OUTSIDE = 0.5;

/** Refuses boundaries and buildings that do not lie on each other: another place, or a shifted system. */
export function refuseMisplaced(
  { problems }: BuiltMap,
  buildings: number,
  files: { readonly boundary: string; readonly path: string },
): void {
  const outside = problems.filter(({ kind }) => kind === "outside" || kind === "bad-geometry");
  if (outside.length <= MOST_OUTSIDE * buildings) return;
  const { boundary, path } = files;
  const first = outside.find(({ kind }) => kind === "outside");
  throw new CommandProblem([
    {
      code: "division.outside",
      object: path,
      place: first ? first.place.map((degrees) => degrees.toFixed(6)).join(", ") : "",
      reason: [
        `${buildings} 栋中有 ${outside.length} 栋不在 ${boundary} 的任何社区内。`,
        `${outside.length} of its ${buildings} buildings lie in no community of ${boundary}.`,
      ],
      advice: [
        "请检查两个文件是否同一地方、同一坐标系（--crs），或补全边界。",
        "See whether both files are of one place and one coordinate system (--crs), or complete the boundary.",
      ],
    },
  ]);
}
