import { randomUUID } from "node:crypto";
import {
  compareDivisions,
  numberGrids,
  type Comparison,
  type Division,
  type NumberedGrid,
} from "@onegrid/core/division";
import type { Db } from "@onegrid/db";
import {
  endGrids,
  findPlanFrom,
  insertAliases,
  insertGridVersions,
  listUsedCodes,
  type NewGridAlias,
  type NewGridVersion,
  type PlanRow,
} from "@onegrid/db/division";
import { append } from "@onegrid/db/events";
import { loadAreaShapes, raiseLayerRevisions } from "@onegrid/db/organisation";
import { indexName } from "../ingest/name-index.ts";
import { Problem } from "../problem.ts";
import { builtGround, carryOver, openPresentSide, type ComparedDivision } from "./compared-side.ts";
import type { GroundStore, OpenGround } from "./ground-store.ts";
import { storedGrids } from "./stored-division.ts";

export interface OpenDivision {
  readonly division: Division;
  readonly open: OpenGround;
  readonly communityId: string;
  readonly baseId: string;
  readonly editors: readonly string[];
}

export interface Issue {
  readonly plan: PlanRow;
  readonly divisions: readonly OpenDivision[];
  /** First day in force, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Writes the grids that begin on a day, ends those before them, and keeps codes where grids go on. */
export async function putInForce(trx: Db, store: GroundStore, issue: Issue): Promise<void> {
  const { plan, divisions, day } = issue;
  for (const opened of divisions) {
    const other = await findPlanFrom(trx, opened.communityId, day);
    if (other !== undefined) throw new Problem({ code: "division.dates-overlap", planId: other });
    const coded = await codeGrids(trx, store, opened, day);
    await endGrids(trx, opened.communityId, day);
    await insertGridVersions(trx, gridVersions(opened, { plan, day, coded }));
    const { communityId } = opened;
    await insertAliases(trx, { planId: plan.id, communityId, validFrom: day }, coded.aliases);
  }
  const revisions = await raiseLayerRevisions(trx, ["grids"]);
  await append(
    trx,
    revisions.map((payload) => ({
      kind: "layers.changed",
      subject: "grids",
      scopePath: [],
      payload,
    })),
  );
}

/** The codes that a division's grids would have from a day on, in the order of their numbers. */
export interface CodedGrids {
  readonly community: { readonly code: string; readonly name: string };
  readonly grids: readonly {
    readonly gridId: string;
    readonly code: string;
    /** The grid in force that it carries on. */
    readonly isKept: boolean;
    /** Old codes, the largest share first. */
    readonly predecessors: readonly string[];
  }[];
  readonly aliases: readonly NewGridAlias[];
}

export async function codeGrids(
  trx: Db,
  store: GroundStore,
  opened: OpenDivision,
  day: string,
): Promise<CodedGrids> {
  const { communityId, division } = opened;
  const after = sideOf(opened);
  const before = await openPresentSide(trx, store, { communityId, day, onto: after });
  const comparison = compareDivisions(carryOver(before, after).division, division);
  const [community] = await loadAreaShapes(trx, [communityId]);
  if (!community) throw new Error(`community ${communityId} is gone`);
  const fresh = freshCodes(await listUsedCodes(trx, communityId), community.code, communityId);
  const oldCode = (id: string): string => before.versions.get(id)?.code ?? id;
  const kept = new Map(
    comparison.pairs.flatMap((pair) =>
      pair.before === null || pair.after === null ? [] : [[pair.after, oldCode(pair.before)]],
    ),
  );
  const order = numberGrids(placesOf(opened));
  const codes = new Map(order.map((gridId) => [gridId, kept.get(gridId) ?? fresh()]));
  return {
    community,
    grids: order.map((gridId) => ({
      gridId,
      code: codes.get(gridId) ?? "",
      isKept: kept.has(gridId),
      predecessors: predecessorsOf(comparison, gridId).map(oldCode),
    })),
    aliases: comparison.flows.map((flow) => ({
      oldCode: oldCode(flow.before),
      newCode: codes.get(flow.after) ?? "",
      households: flow.households,
    })),
  };
}

const sideOf = ({ division, open, baseId }: OpenDivision): ComparedDivision => ({
  kind: "plan",
  planId: null,
  divisionId: division.id,
  baseId,
  since: null,
  division,
  open,
  versions: new Map(),
});

const predecessorsOf = ({ flows }: Comparison, gridId: string): string[] =>
  flows
    .filter(({ after }) => after === gridId)
    .toSorted((a, b) => b.households - a.households || b.units - a.units)
    .map(({ before }) => before);

function gridVersions(
  opened: OpenDivision,
  { plan, day, coded }: { plan: PlanRow; day: string; coded: CodedGrids },
): NewGridVersion[] {
  const { division, open, communityId, baseId } = opened;
  const { buildingsOf } = builtGround(open);
  const stored = new Map(
    storedGrids(open, division, new Set(division.grids)).map((grid) => [grid.gridId, grid]),
  );
  return coded.grids.map(({ gridId, code, predecessors }) => {
    const grid = stored.get(gridId);
    if (!grid?.geometry) throw new Error(`grid ${gridId} of ${division.id} has no ground`);
    const name = `${coded.community.name}第${Number(code.slice(-3))}网格`;
    return {
      id: randomUUID(),
      code,
      name,
      ...indexName(name),
      communityId,
      planId: plan.id,
      baseId,
      households: grid.households,
      buildingIds: buildingsOf.filter((_, unit) => division.gridOf[unit] === gridId).flat(),
      predecessors,
      validFrom: day,
      gridId,
      geometry: grid.geometry,
    };
  });
}

/** Where the grids' numbers come from: the middle of their units, weighted by their ground. */
function placesOf({ division, open: { map, ground } }: OpenDivision): NumberedGrid[] {
  const numberOf = new Map(map.units.ids.map((id, number) => [id, number]));
  const sums = new Map(division.grids.map((id) => [id, { x: 0, y: 0, area: 0 }]));
  division.gridOf.forEach((id, unit) => {
    const sum = sums.get(id ?? "");
    if (sum === undefined) return;
    const at = numberOf.get(ground.unitIds[unit] ?? "") ?? -1;
    const own = map.units.area2[at] ?? 0;
    sum.x += (map.units.label[2 * at] ?? 0) * own;
    sum.y += (map.units.label[2 * at + 1] ?? 0) * own;
    sum.area += own;
  });
  return [...sums].map(([id, { x, y, area }]) => ({
    id,
    centroid: [x / area, y / area] as const,
    area,
  }));
}

/** The next numbers that the community has never used: 12 digits of its code and three of its own. */
function freshCodes(used: readonly string[], code: string, communityId: string): () => string {
  const taken = new Set(used);
  let number = 0;
  return () => {
    for (;;) {
      number += 1;
      if (number > 999) throw new Problem({ code: "division.scheme-full", communityId });
      const next = `${code}${String(number).padStart(3, "0")}`;
      if (taken.has(next)) continue;
      taken.add(next);
      return next;
    }
  };
}
