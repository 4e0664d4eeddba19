import { ringMeasures, type CoverageDefinition } from "@onegrid/core/coverage";
import type { MultiPolygon } from "@onegrid/core/geometry";
import type { ComputeThread } from "../compute/compute-thread.ts";
import type { CoverageResult } from "./coverage-results.ts";
import { onceFor } from "./once-for.ts";
import { tracePolygons, type RegionCoverage } from "./region-coverage.ts";

/** One of the nested rings (分级步行圈), under the definition it is true for. */
export interface Ring {
  readonly definition: CoverageDefinition;
  readonly polygon: MultiPolygon;
}

/** The ground reached under a result: traced when first asked for, kept as long as the result. */
export class Polygons {
  readonly #thread: ComputeThread;
  readonly #reached = new WeakMap<CoverageResult, Promise<MultiPolygon>>();
  readonly #rings = new WeakMap<CoverageResult, Promise<readonly Ring[]>>();

  constructor(thread: ComputeThread) {
    this.#thread = thread;
  }

  /** The area reached within the limit: a building is inside if and only if it is covered. */
  reached(result: CoverageResult): Promise<MultiPolygon> {
    return onceFor(this.#reached, result, () => this.reachedIn(result, result.parts));
  }

  /** The same of some of its regions only. */
  async reachedIn(
    { coverage }: CoverageResult,
    parts: readonly RegionCoverage[],
  ): Promise<MultiPolygon> {
    const [reached = NOTHING] = await tracePolygons(this.#thread, parts, [
      coverage.definition.measure,
    ]);
    return reached;
  }

  /** Smallest first; the limit in force is one of them. */
  rings(result: CoverageResult): Promise<readonly Ring[]> {
    return onceFor(this.#rings, result, () => this.ringsIn(result, result.parts));
  }

  async ringsIn(
    { coverage: { definition } }: CoverageResult,
    parts: readonly RegionCoverage[],
  ): Promise<readonly Ring[]> {
    const measures = ringMeasures(definition.measure);
    const polygons = await tracePolygons(this.#thread, parts, measures);
    return measures.map((measure, at) => ({
      definition: { ...definition, measure },
      polygon: polygons[at] ?? NOTHING,
    }));
  }
}

const NOTHING: MultiPolygon = { type: "MultiPolygon", coordinates: [] };
