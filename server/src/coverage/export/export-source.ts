import { isInScope, type Sight } from "@onegrid/core/access";
import type { CoverageExportBody } from "@onegrid/core/coverage/export-contract";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { Db } from "@onegrid/db";
import { listBuildingNames, listGridNames } from "@onegrid/db/coverage";
import { listAreas, loadAreaShapes, type AreaRow, type AreaShape } from "@onegrid/db/organisation";
import { Problem } from "../../problem.ts";
import { buildingsIn } from "../results/building-places.ts";
import type { CoverageResult, CoverageResults } from "../results/coverage-results.ts";
import { summarise } from "../results/summarise.ts";

export interface CoverageExportTools {
  readonly db: Db;
  readonly results: CoverageResults;
}

/** One result as one asker may have it. */
export interface CoverageAsked {
  readonly result: CoverageResult;
  readonly body: CoverageExportBody;
  /** Ids of the areas that the asker's part consists of. */
  readonly scope: readonly string[];
  readonly sight: Sight;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly day: string;
}

export interface CoverageContent {
  readonly result: CoverageResult;
  /** What the page shows, under the same definition. */
  readonly reply: CoverageReply;
  /** The asker's part, narrowed to the area asked for. */
  readonly scope: readonly string[];
  readonly areas: readonly AreaRow[];
  readonly shapes: readonly AreaShape[];
  /** Of the buildings. */
  readonly names: ReadonlyMap<string, string>;
  readonly gridNames: ReadonlyMap<string, string>;
  /** What the file is of, in one name. */
  readonly title: string;
  readonly day: string;
  /** Where it lies, as area paths. */
  readonly paths: readonly string[][];
}

/** The part asked for, or a refusal: an area of somebody else is no area. */
export async function narrow(
  { db }: CoverageExportTools,
  { body, scope }: Pick<CoverageAsked, "body" | "scope">,
): Promise<{ scope: readonly string[]; areas: readonly AreaRow[]; paths: readonly string[][] }> {
  const areas = await listAreas(db, scope);
  const { area: areaId } = body;
  const area = areas.find(({ id }) => id === areaId);
  if (areaId !== undefined && !(area && isInScope(scope, area.path)))
    throw new Problem({ code: "coverage.unknown-area", areaId });
  const part = areaId === undefined ? scope : [areaId];
  const inPart = areas.filter(({ path }) => isInScope(part, path));
  const paths = inPart.filter(({ id }) => part.includes(id)).map(({ path }) => [...path]);
  return { scope: part, areas: inPart, paths };
}

/** Ids of the buildings of a part. */
export function idsIn({ places }: CoverageResult, scope: readonly string[]): string[] {
  const isMine = buildingsIn(places, scope);
  return places.buildings.filter((_, at) => isMine(at)).map(({ id }) => id);
}

const NAMES_AT_A_TIME = 10_000;

/** Names of many buildings, in steps that let others through. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let at = 0; at < ids.length; at += NAMES_AT_A_TIME)
    for (const [id, name] of await listBuildingNames(db, ids.slice(at, at + NAMES_AT_A_TIME)))
      names.set(id, name);
  return names;
}

export async function gatherCoverage(
  tools: CoverageExportTools,
  asked: CoverageAsked,
): Promise<CoverageContent> {
  const { db } = tools;
  const { result, day } = asked;
  const { scope, areas, paths } = await narrow(tools, asked);
  const [grids, shapes, names] = await Promise.all([
    listGridNames(db, day),
    loadAreaShapes(
      db,
      areas.map(({ id }) => id),
    ),
    namesOf(db, idsIn(result, scope)),
  ]);
  const bounds = await tools.results.bounds(result);
  const reply = summarise({ result, scope, areas, grids, bounds, against: null });
  const tops = areas.filter(({ id }) => scope.includes(id)).map(({ name }) => name);
  return {
    result,
    reply,
    scope,
    areas,
    shapes,
    names,
    gridNames: new Map(grids.map(({ id, name, code }) => [id, name || code])),
    title: tops.length <= 3 ? tops.join("、") : `${tops.slice(0, 3).join("、")}…`,
    day,
    paths,
  };
}
