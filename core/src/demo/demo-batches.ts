import type { MultiPolygon, Polygon } from "../geometry/index.ts";
import type { AreaRecord, LayerRecord } from "../ingest/index.ts";
import { barrierLines, railLine, RIVER_NAME, riverRing, riversideGreens } from "./barrier-lines.ts";
import { barrierRecord, closedRing, landLineRecord, landRecord } from "./demo-records.ts";
import { partRecords, wayRecord } from "./demo-records.ts";
import { layoutPart } from "./layout-part.ts";
import type { OfficialArea } from "./names/official-areas.ts";
import type { DemoOptions } from "./options.ts";
import { doubleArea } from "./outline-areas.ts";
import { stationRecords } from "./place-stations.ts";
import { incidentRecords } from "./report-incidents.ts";
import { footbridges, roadWays } from "./road-network.ts";
import { areaOutline, surveyTown, type Survey } from "./survey.ts";

/** Records in a batch. */
const BATCH_SIZE = 2000;

/**
 * A made-up district as batches of records of mixed layers. Areas come first; then, part by part,
 * compounds, gates, buildings, entrances, paths and land; then roads, barriers, stations; incidents
 * last and by time. Every record comes after those it refers to. There are no `units`: a division
 * makes them from the rest. Same options, same records.
 */
export function* demoBatches(options: DemoOptions): Generator<LayerRecord[]> {
  const survey = surveyTown(options);
  let batch: LayerRecord[] = [];
  for (const record of recordsOf(survey, options)) {
    batch.push(record);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The records of a surveyed town one by one. */
export function* recordsOf(survey: Survey, options: DemoOptions): Generator<LayerRecord> {
  const { town, lines } = survey;
  const { centre } = town.settings;
  yield* areaRecords(survey, survey.root, null);
  for (const { block, part } of survey.parts) {
    const id = `${block.i}:${block.j}:${part}`;
    yield* partRecords(centre, id, layoutPart(town, lines, block, part));
  }
  for (const way of roadWays(town, lines, survey.junctions)) yield wayRecord(centre, way);
  for (const { ways } of footbridges(town, lines))
    for (const way of ways) yield wayRecord(centre, way);
  for (const barrier of barrierLines(town, lines)) yield barrierRecord(centre, barrier);
  const river = { kind: "water", name: RIVER_NAME, ring: riverRing(town, lines) } as const;
  yield landRecord(centre, "land-river", river);
  for (const [k, ring] of [...riversideGreens(town, lines)].entries())
    yield landRecord(centre, `land-bank-${k}`, { kind: "green", name: "滨河绿带", ring });
  const rail = railLine(town, lines);
  if (rail.length > 0) yield landLineRecord(centre, "land-rail", { name: "铁路", spots: rail });
  yield* stationRecords(survey);
  yield* incidentRecords(survey, options);
}

function* areaRecords(
  survey: Survey,
  area: OfficialArea,
  parentCode: string | null,
): Generator<AreaRecord> {
  const { kind, code, name } = area;
  const geometry = areaGeometry(survey, area);
  yield { layer: "areas", sourceId: `area-${code}`, kind, code, name, parentCode, geometry };
  for (const child of area.children) yield* areaRecords(survey, child, code);
}

/** Outer rings are shells; a hole, if any, belongs to the only shell. */
function areaGeometry(survey: Survey, area: OfficialArea): Polygon | MultiPolygon {
  const { centre } = survey.town.settings;
  const rings = areaOutline(survey, area);
  const shells = rings.filter((ring) => doubleArea(ring) > 0);
  const holes = rings.filter((ring) => doubleArea(ring) < 0);
  const closed = shells.map((ring) => [closedRing(centre, ring, true)]);
  const [first, ...rest] = closed;
  if (!first || (holes.length > 0 && rest.length > 0))
    throw new Error(`area ${area.code} has ${shells.length} shells and ${holes.length} holes`);
  first.push(...holes.map((ring) => closedRing(centre, ring, false)));
  return rest.length === 0
    ? { type: "Polygon", coordinates: first }
    : { type: "MultiPolygon", coordinates: closed };
}
