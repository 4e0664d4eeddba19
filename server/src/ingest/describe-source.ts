import {
  describeLayer,
  toDegrees,
  tryPlan,
  type FileRefusal,
  type ImportPlan,
  type LayerDescription,
  type LayerFacts,
  type PlanTrial,
  type SourceDescription,
  type SourceFeature,
} from "@onegrid/core/ingest";
import type { Bbox } from "@onegrid/core/geometry";
import { fail, ok, type Result } from "@onegrid/core/result";
import { findLayer } from "./find-layer.ts";
import { openSource } from "./readers/open-source.ts";
import type { Reader, ReaderLayer } from "./readers/reader.ts";
import { SourceRefused } from "./readers/source-refused.ts";

export interface SourceOptions {
  /** The user's name for the file, when it lies under another one (an upload). */
  readonly name?: string;
  /** Text encoding chosen by the user; without it, a guess. */
  readonly encoding?: string | null;
  /** Degrees: where the data should be; helps to find the coordinate system. */
  readonly district?: Bbox | null;
  /** What the rows of an inner layer are, where the user has said so; by its name. */
  readonly layers?: ReadonlyMap<string | null, ImportPlan["layer"]>;
  readonly signal?: AbortSignal;
  /** Default: 2 GiB less one byte. */
  readonly mostBytes?: number;
}

export const MOST_BYTES = 2 ** 31 - 1;
const SAMPLE_ROWS = 500;
const MOST_LAYERS = 100;

/**
 * Looks at the first part of a file: format, layers, fields with samples, encoding, coordinate
 * system and a proposed plan for each layer. Nothing is imported by this.
 */
export async function describeSource(
  path: string,
  options: SourceOptions = {},
): Promise<Result<SourceDescription, FileRefusal>> {
  return withReader(path, options, (reader) => describe(reader, path, options));
}

export async function withReader<T>(
  path: string,
  options: SourceOptions,
  work: (reader: Reader) => Promise<T>,
): Promise<Result<T, FileRefusal>> {
  try {
    const reader = await openSource(path, openOptions(options));
    try {
      return ok(await work(reader));
    } finally {
      await reader.close();
    }
  } catch (error) {
    if (error instanceof SourceRefused) return fail(error.refusal);
    throw error;
  }
}

export function openOptions(options: SourceOptions): Parameters<typeof openSource>[1] {
  return {
    name: options.name,
    encoding: options.encoding ?? null,
    signal: options.signal,
    mostBytes: options.mostBytes ?? MOST_BYTES,
  };
}

async function describe(
  reader: Reader,
  path: string,
  options: SourceOptions,
): Promise<SourceDescription> {
  const file = options.name ?? path.split(/[/\\]/).at(-1) ?? path;
  const layers: LayerDescription[] = [];
  for (const layer of reader.layers.slice(0, MOST_LAYERS)) {
    const sample = await readSample(reader, layer, options.signal);
    const facts: LayerFacts = {
      name: layer.name,
      rows: layer.rows,
      declaredCrs: layer.declaredCrs,
      formatCrs: layer.formatCrs,
      isOsm: layer.isOsm,
      district: options.district ?? null,
      encoding: reader.encoding?.label ?? null,
      names: layer.name === null ? [file] : [layer.name, file],
      headings: layer.headings ?? headingsOf(sample),
      wantedLayer: options.layers?.get(layer.name),
    };
    const described = describeLayer(sample, facts);
    // Data of a place that is new to the store is no mistake: nothing is then held against it.
    layers.push(
      isElsewhere(described) ? describeLayer(sample, { ...facts, district: null }) : described,
    );
  }
  return { file, format: reader.format, bytes: reader.bytes, encoding: reader.encoding, layers };
}

/** Nothing of it lies near the district; one wild row more does not bring it there. */
function isElsewhere({ trial, plan: { district } }: LayerDescription): boolean {
  if (district === null || trial.preview.length === 0) return false;
  const [west, south, east, north] = district;
  return trial.preview.every(({ coordinates }) => {
    const [lng = 0, lat = 0] = coordinates.flat(3).map(Number);
    return (
      lng < west - ELSEWHERE ||
      lng > east + ELSEWHERE ||
      lat < south - ELSEWHERE ||
      lat > north + ELSEWHERE
    );
  });
}

/** Degrees; a plan refuses rows that are farther than this from its district. */
const ELSEWHERE = 0.5;

/** What a plan would make of the first rows of a file. Nothing is imported by this. */
export async function trySource(
  path: string,
  plan: ImportPlan,
  options: SourceOptions = {},
): Promise<Result<PlanTrial, FileRefusal>> {
  if (toDegrees(plan.crs) === null)
    return fail({ code: "ingest.crs-unknown", crs: plan.crs.slice(0, 80) });
  return withReader(path, { ...options, encoding: plan.encoding }, async (reader) => {
    const layer = findLayer(reader, plan, options.name ?? path);
    return tryPlan(await readSample(reader, layer, options.signal), plan);
  });
}

async function readSample(
  reader: Reader,
  layer: ReaderLayer,
  signal: AbortSignal | undefined,
): Promise<SourceFeature[]> {
  const sample: SourceFeature[] = [];
  const reading = { signal, progress: { bytes: 0 } };
  if (reader.sample) return [...(await reader.sample(layer, reading, SAMPLE_ROWS))];
  try {
    for await (const batch of reader.read(layer, reading)) {
      sample.push(...batch.slice(0, SAMPLE_ROWS - sample.length));
      if (sample.length >= SAMPLE_ROWS) break;
    }
  } catch (error) {
    // What came before the damage still shows what the file is; the import will refuse it.
    if (!(error instanceof SourceRefused) || sample.length === 0) throw error;
  }
  return sample;
}

/** In the order of their first appearance. */
function headingsOf(sample: readonly SourceFeature[]): string[] {
  const headings = new Set<string>();
  for (const { properties } of sample)
    for (const name of Object.keys(properties)) if (headings.size < 2000) headings.add(name);
  return [...headings];
}
