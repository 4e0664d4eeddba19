import type { Division, Ground } from "@onegrid/core/division";
import { quantile } from "./city.ts";

/** What `web/src/division/state/editing-steps.ts` gives; loaded by its path: web is no library. */
export interface Steps {
  readonly openBench: (
    bytes: ArrayBufferLike,
    communityId: string,
    divide: (base: { readonly ground: Ground }) => Division,
  ) => Bench;
  readonly brushStep: (bench: Bench, stroke: Stroke, way: Way) => { readonly stroke: Stroke };
  readonly giveStep: (bench: Bench, units: readonly number[], gridId: string) => unknown;
  readonly editStep: (bench: Bench, edit: object) => boolean;
  readonly ghostStep: (bench: Bench, edit: object) => unknown;
  readonly viewAll: (bench: Bench) => unknown;
}

export interface Bench {
  readonly base: { readonly ground: Ground };
  readonly division: Division;
}

export interface Stroke {
  readonly target: { readonly kind: "grid"; readonly gridId: string };
  readonly units: ReadonlySet<number>;
}

interface Way {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly radius: number;
}

export interface Row {
  readonly what: string;
  readonly p50: string;
  readonly p95: string;
  readonly p99: string;
}

export function row(what: string, times: number, work: (time: number) => void): Row {
  const took: number[] = [];
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    work(time);
    took.push(performance.now() - started);
  }
  const at = (part: number): string => quantile(took, part).toFixed(2);
  return { what, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
