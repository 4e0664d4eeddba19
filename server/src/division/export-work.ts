import { centralMeridianOf } from "@onegrid/core/geometry";
import {
  PAGE_FORMATS,
  type ExportBody,
  type PageFormat,
  type TableFormat,
} from "@onegrid/core/division/export-contract";
import type { ExportCommunityRow, PlanRow } from "@onegrid/db/division";
import { Problem } from "../problem.ts";
import { comparePlans } from "./compare-plans.ts";
import { changeLayers, type CommunityChanges } from "./export-changes.ts";
import { FILE_KINDS, fileNameOf } from "./export-file.ts";
import type { ExportWork, OnStep } from "../export/jobs.ts";
import type { ExportLayer } from "../export/layer.ts";
import { assignmentLayer, buildingLayer, cityUnitLayers, gridLayer } from "./export-layers.ts";
import {
  gatherCommunity,
  openExport,
  type ExportAsked,
  type ExportSet,
  type ExportedCommunity,
  type GatherTools,
} from "./export-source.ts";
import type { TableTask } from "../export/tables.ts";
import { writeInWorker } from "../export/write-in-worker.ts";

export const isPageFormat = (format: ExportBody["format"]): format is PageFormat =>
  PAGE_FORMATS.some((page) => page === format);

export interface TableWork {
  readonly asked: ExportAsked;
  readonly body: ExportBody;
  readonly format: TableFormat;
  readonly now: () => Date;
}

/** Reads what is asked for, a community at a time, and has it written. */
export function tableWork(tools: GatherTools, { asked, body, format, now }: TableWork): ExportWork {
  return async ({ path, signal, onStep }) => {
    const { plan, communities } = await openExport(tools, asked);
    const read = { tools, asked, plan, communities, language: body.language ?? "zh-CN", onStep };
    const layers =
      format === "changes" ? await readChanges(read) : LAYERS[format](await readAll(read));
    onStep(communities.length, communities.length);
    const title = titleOf(plan, communities);
    const language = body.language ?? "zh-CN";
    const homeMeridian = homeMeridianOf(communities);
    const task: TableTask = {
      format,
      path,
      title,
      layers,
      language,
      crs: { meridian: body.meridian === undefined ? homeMeridian : body.meridian },
      homeMeridian,
      encoding: body.encoding ?? "gbk",
      changedAt: now().toISOString(),
    };
    await writeInWorker(task, signal);
    const { extension, media } = FILE_KINDS[format];
    const day = asked.day;
    const paths = communities.map((community) => community.path);
    return {
      name: fileNameOf({ title, day, language }, format, extension),
      media,
      paths,
      permission: "plan.read",
    };
  };
}

const LAYERS: Readonly<Record<Exclude<TableFormat, "changes">, (set: ExportSet) => ExportLayer[]>> =
  {
    geojson: (set) => [gridLayer(set)],
    kml: (set) => [gridLayer(set)],
    csv: (set) => [assignmentLayer(set)],
    xlsx: allTables,
    geopackage: allTables,
    shapefile: allTables,
  };

function allTables(set: ExportSet): ExportLayer[] {
  return [gridLayer(set), buildingLayer(set), ...cityUnitLayers(set)];
}

interface Reading {
  readonly tools: GatherTools;
  readonly asked: ExportAsked;
  readonly plan: PlanRow | null;
  readonly communities: readonly ExportCommunityRow[];
  readonly language: "zh-CN" | "en";
  readonly onStep: OnStep;
}

async function readAll({ tools, asked, plan, communities, onStep }: Reading): Promise<ExportSet> {
  const gathered: ExportedCommunity[] = [];
  for (const community of communities) {
    onStep(gathered.length, communities.length);
    gathered.push(await gatherCommunity(tools, asked, community, plan));
  }
  return { plan, day: asked.day, communities: gathered };
}

/** A report is of a plan: the grids in force change nothing. */
async function readChanges(reading: Reading): Promise<ExportLayer[]> {
  const { tools, asked, plan, communities, language, onStep } = reading;
  if (plan === null) throw new Problem({ code: "division.nothing-to-export" });
  const changes: CommunityChanges[] = [];
  for (const { id: communityId, name: community } of communities) {
    onStep(changes.length, communities.length);
    const { scope, sight, day: today } = asked;
    const compared = { plan, with: "present", communityId, scope, sight, today };
    changes.push({ community, reply: await comparePlans(tools.db, tools.store, compared) });
  }
  return changeLayers(changes, language);
}

/** The plan's name; of grids in force the place they are of. */
export function titleOf(plan: PlanRow | null, communities: readonly ExportCommunityRow[]): string {
  if (plan !== null) return plan.name;
  const [first] = communities;
  if (first === undefined || communities.length === 1) return first?.name ?? "";
  const streets = new Set(communities.map(({ street }) => street));
  return streets.size === 1 && first.street !== "" ? first.street : first.district;
}

/** The central meridian of the zone in the middle of everything. */
function homeMeridianOf(communities: readonly ExportCommunityRow[]): number {
  const west = Math.min(...communities.map(({ bbox }) => bbox[0]));
  const east = Math.max(...communities.map(({ bbox }) => bbox[2]));
  return centralMeridianOf((west + east) / 2);
}
