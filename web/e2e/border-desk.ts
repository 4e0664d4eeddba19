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
import type { DivisionReply, PlanReply } from "@onegrid/core/division/contract";
import { toDegrees } from "@onegrid/core/geometry";
import { expect, type Page } from "@playwright/test";
import { openBase, type OpenBase } from "../src/division/open-base.ts";
import { toDivision } from "../src/division/transport.ts";
import { jumpTo, openDesk, pointOf, signIn } from "./desk.ts";

export interface Desk {
  readonly page: Page;
  readonly divisionId: string;
  readonly base: OpenBase;
}

export const HEADERS = { "x-onegrid": "1" };

export async function readDivision(page: Page, id: string): Promise<DivisionReply> {
  const response = await page.request.get(`/api/divisions/${id}`);
  expect(response.status()).toBe(200);
  const body: DivisionReply = await response.json();
  return body;
}

/** A draft over the largest community, divided, open at the desk. */
export async function openDivided(page: Page, query = ""): Promise<Desk> {
  await signIn(page);
  const areas = await page.request.get("/api/areas");
  const listed: { areas: { id: string; kind: string; households: number }[] } = await areas.json();
  const [largest] = listed.areas
    .filter(({ kind }) => kind === "community")
    .toSorted((a, b) => b.households - a.households);
  const made = await page.request.post("/api/plans", {
    headers: HEADERS,
    data: { name: `e2e borders ${Date.now()}`, communityIds: [largest?.id] },
  });
  const plan: PlanReply = await made.json();
  const divisionId = plan.divisions[0]?.id ?? "";
  const intent = { edit: "divide-community", preset: "standard", seed: "1", effort: 1 };
  const divided = await page.request.post(`/api/divisions/${divisionId}/edits`, {
    headers: HEADERS,
    data: { revision: 0, idempotencyKey: `borders-${Date.now()}`, intent },
  });
  expect(divided.status()).toBe(200);
  const reply = await readDivision(page, divisionId);
  const bytes = await (await page.request.get(`/api/bases/${reply.baseId}/map`)).body();
  const base = openBase(reply.baseId, new Uint8Array(bytes).buffer, reply.communityId);
  await openDesk(page, `/division?w-plan=${plan.id}${query}`);
  return { page, divisionId, base };
}

export const present = async ({ page, divisionId, base }: Desk): Promise<Division> =>
  toDivision(await readDivision(page, divisionId), base);

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
