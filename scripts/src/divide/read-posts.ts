import { toCentimetres, toDegrees, type Bbox } from "@onegrid/core/geometry";
import { int, type PlanarMap } from "@onegrid/core/topology";
import { CommandProblem } from "../command-problem.ts";
import type { InputMap } from "./build-map.ts";
import { readWalkWeight, type DivideArgs } from "./divide-args.ts";
import type { WalkSettings } from "./divide-map.ts";
import { at, faultOf, InputNotes, tellNotices } from "./notices.ts";
import { boundsOf, readLayer, type Feature } from "./read-layer.ts";

/** Where posts (网格驿站, 服务站) stand: points, or the middle of the box of anything else. */
export async function readPosts(
  args: DivideArgs,
  { map }: InputMap,
): Promise<WalkSettings | undefined> {
  const { posts: path, crs, repair } = args;
  const weight = readWalkWeight(args);
  if (path === undefined) return undefined;
  const notes = new InputNotes(repair === true);
  const features = await readLayer(path, { crs, near: boxOf(map), notes });
  const points = features.flatMap((feature) => {
    const box = boundsOf([feature]);
    if (feature.fault && !box) notes.settled(faultOf(feature, path, feature.fault));
    return box ? [toCentimetres(map, [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])] : [];
  });
  notes.throwProblems();
  tellNotices(notes.notices);
  const [first] = features;
  if (points.length === 0 && first) throw new CommandProblem([noPosts(first, path)]);
  return { points, weight };
}

function boxOf(map: PlanarMap): Bbox {
  const [xs, ys] = [0, 1].map((odd) => map.nodes.filter((_, i) => i % 2 === odd).toSorted());
  const corner = (place: number) =>
    toDegrees(map, int(xs ?? map.nodes, place), int(ys ?? map.nodes, place));
  const [west, south] = corner(0);
  const [east, north] = corner(map.nodes.length / 2 - 1);
  return [west, south, east, north];
}

const noPosts = (feature: Feature, path: string) => ({
  ...at(feature, path),
  code: "division.no-posts",
  reason: ["文件里没有驿站的位置。", "The file has no place of a post."] as const,
  advice: ["请换一个含点位的文件。", "Name a file with points."] as const,
});
