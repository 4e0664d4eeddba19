import {
  classCost,
  edgeNodeNear,
  editAtOnce,
  gripBorder,
  landOf,
  layWire,
  netOfGrids,
  nodePoint,
  pullBorder,
  walkOf,
  wireTo,
  type BorderEdit,
  type Division,
  type PlanePoint,
} from "@onegrid/core/division";
import { toDegrees } from "@onegrid/core/geometry";
import { expect, type Page } from "@playwright/test";
import { jumpTo, mapIdle, pointOf } from "./desk.ts";
import type { Desk } from "./divided-desk.ts";

export const isFree = (division: Division, edit: BorderEdit): boolean =>
  editAtOnce(division, edit, "").ok;

export async function screenPoint({ page, base }: Desk, [x, y]: PlanePoint) {
  const [lng, lat] = toDegrees(base.map, x, y);
  return pointOf(page, [lng, lat]);
}

export async function lookAt(
  { page, base }: Desk,
  points: readonly PlanePoint[],
  zoom = 17,
): Promise<void> {
  const middle = points.reduce(([a, b], [x, y]) => [a + x / points.length, b + y / points.length], [
    0, 0,
  ] as const);
  const [lng, lat] = toDegrees(base.map, Math.round(middle[0]), Math.round(middle[1]));
  await jumpTo(page, [lng, lat], zoom);
}

/** A pull of a border by the hand that the rules allow. */
export function findPull(division: Division): { from: PlanePoint; to: PlanePoint } {
  const { ground } = division;
  const land = landOf(ground);
  const labelOf = (unit: number): PlanePoint => [
    ground.graph.label[2 * unit] ?? 0,
    ground.graph.label[2 * unit + 1] ?? 0,
  ];
  for (const unit of ground.unitIds.keys()) {
    const giver = division.gridOf[unit] ?? null;
    const to = labelOf(unit);
    const grip = gripBorder(division, land, [unit], { at: to, reach: 6000 });
    if (giver === null || grip === undefined || grip.isJunction) continue;
    const [from] = walkOf(land, [grip.signed]).slice(1, -1);
    if (from === undefined) continue;
    const move = pullBorder(division, land, { ...grip, at: from }, { to, giver });
    if (move && isFree(division, { edit: "move-border", ...move })) return { from, to };
  }
  throw new Error("no border of this division can be pulled");
}

/** Two places on the edge of a grid between which a wire splits it. */
export function findSplit(division: Division): { gridId: string; ends: [PlanePoint, PlanePoint] } {
  const land = landOf(division.ground);
  for (const gridId of division.grids) {
    const net = netOfGrids(land, division, new Set([gridId]));
    const own = new Set([gridId]);
    const edges = [...net.leaving.keys()].filter((node) => {
      const at = nodePoint(land, node);
      return edgeNodeNear(division, net, own, { at, reach: 1 }) === node;
    });
    const ways = edges.slice(0, 12).flatMap((from) => {
      const wire = layWire(net, from, classCost(land));
      return edges.map((to) => ({ from, to, walk: wireTo(wire, to) ?? [] }));
    });
    const way = ways.find(({ walk }) => {
      const edit = { edit: "split-by-route", gridId, path: walkOf(land, walk) } as const;
      return walk.length > 2 && isFree(division, edit);
    });
    if (way !== undefined)
      return { gridId, ends: [nodePoint(land, way.from), nodePoint(land, way.to)] };
  }
  throw new Error("no grid of this division can be split along its arcs");
}

export const bytesOf = ({ gridOf, locks }: Division): string => JSON.stringify({ gridOf, locks });

/** Takes the tool by its key, and waits until the map is in its hands: a press before that drags the map. */
export async function takeBorderTool(page: Page): Promise<void> {
  await page.keyboard.press("w");
  const button = page.getByRole("button", { name: "移动边界" });
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await mapIdle(page);
}
