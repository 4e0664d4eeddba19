import type { CoverageFormat } from "@onegrid/core/coverage/export-contract";
import type { MultiPolygon } from "@onegrid/core/geometry";
import { FILES, fileNameOfWords } from "../../export/file.ts";
import type { ExportWork } from "../../export/jobs.ts";
import type { TableTask } from "../../export/tables.ts";
import { writeInWorker } from "../../export/write-in-worker.ts";
import { buildingsIn } from "../results/building-places.ts";
import { coverageLayers } from "./export-layers.ts";
import {
  gatherCoverage,
  type CoverageAsked,
  type CoverageContent,
  type CoverageExportTools,
} from "./export-source.ts";
import { fileLabel } from "./file-label.ts";
import { FILE_WORDS } from "./file-words.ts";
import type { Ring } from "../results/polygons.ts";

type TableFormat = Exclude<CoverageFormat, "report">;

/** Several layers make a zip of GeoJSON files. */
const WRITTEN = { xlsx: "xlsx", geojson: "geojsons", geopackage: "geopackage" } as const;
const KINDS = { xlsx: FILES.xlsx, geojson: FILES.zip, geopackage: FILES.geopackage } as const;

/** Buildings, areas, stations and the reached ground of a result as one file. */
export function coverageTableWork(
  tools: CoverageExportTools,
  asked: CoverageAsked,
  format: TableFormat,
): ExportWork {
  return async ({ path, signal, onStep }) => {
    onStep(0, 2);
    const content = await gatherCoverage(tools, asked);
    const language = asked.body.language ?? "zh-CN";
    const { definition } = content.result.coverage;
    onStep(1, 2);
    // A workbook has no place for polygons.
    const reached = format === "xlsx" ? null : await reachedBy(tools, content);
    const rings = format === "xlsx" ? [] : await ringsOf(tools, content);
    const second = await tools.results.second.of(content.result);
    const { layers, more } = coverageLayers(content, language, { reached, rings, second });
    const task: TableTask = {
      format: WRITTEN[format],
      path,
      title: content.title,
      layers,
      language,
      crs: { meridian: null },
      homeMeridian: 0,
      encoding: "utf-8",
      changedAt: `${asked.day}T00:00:00Z`,
      notes: { definition: fileLabel(content.result, language), definitionFields: definition },
    };
    await writeInWorker(task, signal, more);
    onStep(2, 2);
    const { extension, media } = KINDS[format];
    const words = [content.title, FILE_WORDS[language].file[format], asked.day];
    const name = fileNameOfWords(words, extension);
    return { name, media, paths: content.paths, permission: "coverage.read" };
  };
}

/** The reached ground of the regions that the part lies in. */
export function reachedBy(
  { results: { polygons } }: CoverageExportTools,
  content: CoverageContent,
): Promise<MultiPolygon> {
  const { result } = content;
  const parts = partsOf(content);
  return parts.length === result.parts.length
    ? polygons.reached(result)
    : polygons.reachedIn(result, parts);
}

/** The same as nested rings. */
function ringsOf(
  { results: { polygons } }: CoverageExportTools,
  content: CoverageContent,
): Promise<readonly Ring[]> {
  const { result } = content;
  const parts = partsOf(content);
  return parts.length === result.parts.length
    ? polygons.rings(result)
    : polygons.ringsIn(result, parts);
}

function partsOf({ result, scope }: CoverageContent) {
  const isMine = buildingsIn(result.places, scope);
  return result.parts.filter(({ at }) => at.some(isMine));
}
