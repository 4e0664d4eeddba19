import { centralMeridianOf } from "@onegrid/core/geometry";
import {
  PAGE_FORMATS,
  type ExportBody,
  type PageFormat,
  type TableFormat,
} from "@onegrid/core/division/export-contract";
import type { ExportCommunityRow, PlanRow } from "@onegrid/db/division";
import { FILE_KINDS, fileNameOf } from "./export-file.ts";
import type { ExportWork } from "./export-jobs.ts";
import { assignmentLayer, buildingLayer, gridLayer, type ExportLayer } from "./export-layers.ts";
import {
  gatherCommunity,
  openExport,
  type ExportAsked,
  type ExportSet,
  type ExportedCommunity,
  type GatherTools,
} from "./export-source.ts";
import type { TableTask } from "./export-tables.ts";
import { writeInWorker } from "./run-export-worker.ts";

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
    const gathered: ExportedCommunity[] = [];
    for (const community of communities) {
      onStep(gathered.length, communities.length);
      gathered.push(await gatherCommunity(tools, asked, community, plan));
    }
    onStep(communities.length, communities.length);
    const set: ExportSet = { plan, day: asked.day, communities: gathered };
    const title = titleOf(plan, communities);
    const language = body.language ?? "zh-CN";
    const homeMeridian = homeMeridianOf(communities);
    const task: TableTask = {
      format,
      path,
      title,
      layers: LAYERS[format](set),
      language,
      crs: { meridian: body.meridian === undefined ? homeMeridian : body.meridian },
      homeMeridian,
      encoding: body.encoding ?? "gbk",
      changedAt: now().toISOString(),
    };
    await writeInWorker(task, signal);
    const { extension, media } = FILE_KINDS[format];
    const day = asked.day;
    return { name: fileNameOf({ title, day, language }, format, extension), media };
  };
}

const LAYERS: Readonly<Record<TableFormat, (set: ExportSet) => ExportLayer[]>> = {
  geojson: (set) => [gridLayer(set)],
  kml: (set) => [gridLayer(set)],
  csv: (set) => [assignmentLayer(set)],
  xlsx: (set) => [gridLayer(set), buildingLayer(set)],
  geopackage: (set) => [gridLayer(set), buildingLayer(set)],
  shapefile: (set) => [gridLayer(set), buildingLayer(set)],
};

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
