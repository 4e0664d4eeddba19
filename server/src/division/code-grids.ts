import {
  assignCodes,
  CODE_SCHEME_IDS,
  CODE_SCHEMES,
  compareDivisions,
  numberGrids,
  sequenceOf,
  type ChosenScheme,
  type Comparison,
  type Division,
  type NumberedGrid,
} from "@onegrid/core/division";
import type { Db } from "@onegrid/db";
import {
  findCodeElsewhere,
  findScheme,
  listUsedCodes,
  type NewGridAlias,
} from "@onegrid/db/division";
import { loadAreaShapes } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";
import { carryOver, openPresentSide, type ComparedDivision } from "./compared-side.ts";
import type { GroundStore, OpenGround } from "./ground-store.ts";

export interface OpenDivision {
  readonly division: Division;
  readonly open: OpenGround;
  readonly communityId: string;
  readonly baseId: string;
  readonly editors: readonly string[];
}

export interface Coding {
  /** First day in force, `YYYY-MM-DD`. */
  readonly day: string;
  /** The day whose grids come back; those that are the same get the codes they had. */
  readonly revertsTo: string | null;
  /** Tried instead of the one that the district has chosen. */
  readonly chosen?: ChosenScheme | undefined;
  /** Gives every grid a new number. */
  readonly renumbers: boolean;
}

/** The codes that a division's grids would have from a day on, in the order of their numbers. */
export interface CodedGrids {
  readonly grids: readonly CodedGrid[];
  readonly aliases: readonly NewGridAlias[];
}

interface CodedGrid {
  readonly gridId: string;
  readonly code: string;
  readonly name: string;
  /** The grid in force that it carries on. */
  readonly isKept: boolean;
  /** Old codes, the largest share first. */
  readonly predecessors: readonly string[];
}

export async function codeGrids(
  trx: Db,
  store: GroundStore,
  opened: OpenDivision,
  coding: Coding,
): Promise<CodedGrids> {
  const { communityId, division } = opened;
  const after = sideOf(opened);
  const asked = { communityId, day: coding.day, onto: after };
  const before = await openPresentSide(trx, store, asked);
  const comparison = compareDivisions(carryOver(before, after).division, division);
  const oldCode = (id: string): string => before.versions.get(id)?.code ?? id;
  const back = await codesThatComeBack(trx, store, after, { communityId, ...coding });
  const kept = coding.renumbers ? back : keptCodes(comparison, oldCode, back);
  const { codes, communityName } = await giveCodes(trx, opened, { kept, chosen: coding.chosen });
  return {
    grids: [...codes].map(([gridId, code]) => ({
      gridId,
      code,
      name: `${communityName}第${sequenceOf(code)}网格`,
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

/** Codes for all grids, under the district's scheme unless another one is tried. */
async function giveCodes(
  trx: Db,
  opened: OpenDivision,
  { kept, chosen }: { kept: ReadonlyMap<string, string>; chosen: ChosenScheme | undefined },
): Promise<{ codes: ReadonlyMap<string, string>; communityName: string }> {
  const { communityId } = opened;
  const [community] = await loadAreaShapes(trx, [communityId]);
  if (!community) throw new Error(`community ${communityId} is gone`);
  const made = assignCodes({
    chosen: chosen ?? (await schemeOf(trx, community.path)).chosen,
    communityId,
    areaCode: community.code,
    order: numberGrids(placesOf(opened)),
    kept,
    used: await listUsedCodes(trx, communityId),
  });
  if (!made.ok) throw new Problem(made.error);
  const codes = made.value;
  const old = new Set(kept.values());
  const fresh = [...codes.values()].filter((code) => !old.has(code));
  const elsewhere = await findCodeElsewhere(trx, communityId, fresh);
  if (elsewhere !== undefined)
    throw new Problem({ code: "division.code-in-use", gridCode: elsewhere });
  return { codes, communityName: community.name };
}

/** The scheme that holds at a path, and the area whose choice it is: the root's, where none has chosen. */
export async function schemeOf(
  trx: Db,
  path: readonly string[],
): Promise<{ chosen: ChosenScheme; areaId: string }> {
  const row = await findScheme(trx, path);
  const id = CODE_SCHEME_IDS.find((known) => known === row?.scheme) ?? "STAT12+3";
  const chosen = { scheme: CODE_SCHEMES[id], text: row?.text ?? null };
  return { chosen, areaId: row?.areaId ?? path[0] ?? "" };
}

/** Where a grid goes on its code does; what comes back takes its old one first. */
function keptCodes(
  { pairs }: Comparison,
  oldCode: (id: string) => string,
  back: ReadonlyMap<string, string>,
): Map<string, string> {
  const taken = new Set(back.values());
  const kept = new Map(back);
  for (const { before, after } of pairs) {
    if (before === null || after === null || kept.has(after)) continue;
    const code = oldCode(before);
    if (!taken.has(code)) kept.set(after, code);
  }
  return kept;
}

/** Codes of former grids that a plan brings back unchanged, by grid. */
async function codesThatComeBack(
  trx: Db,
  store: GroundStore,
  after: ComparedDivision,
  { communityId, revertsTo }: Coding & { readonly communityId: string },
): Promise<Map<string, string>> {
  if (revertsTo === null) return new Map();
  const former = await openPresentSide(trx, store, { communityId, day: revertsTo, onto: after });
  const { pairs } = compareDivisions(carryOver(former, after).division, after.division);
  return new Map(
    pairs.flatMap(({ before, after: id, isSame }) => {
      const code = former.versions.get(before ?? "")?.code;
      return isSame && id !== null && code !== undefined ? [[id, code]] : [];
    }),
  );
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
