import type {
  AttachFailure,
  Coverage,
  CoverageInput,
  CoverageReason,
  StationPoint,
} from "@onegrid/core/coverage";
import { CommandProblem } from "../command-problem.ts";
import { placeOf, REASONS } from "./tell-unattached.ts";

type Words = readonly [zh: string, en: string];

/** No station on the network: there is nothing to measure from, and 0 % would be a lie. */
export function refuseStranded({ strandedStations }: Coverage, input: CoverageInput, path: string) {
  const failures = input.stations.flatMap(({ id }, i) => {
    const found = strandedStations.find((station) => station.id === id);
    return found === undefined ? [] : [[i, found.reason] as const];
  });
  // None is open at that hour: an answer, and nobody is stranded.
  refuseAllStranded("coverage.stations-stranded", input.stations, {
    path,
    failures: new Map(failures),
    words: ["没有一个站点能接入路网", "No station is on the network"],
  });
}

interface Stranded {
  readonly path: string;
  readonly failures: ReadonlyMap<number, CoverageReason>;
  readonly words: Words;
}

/** Refuses when every one of the places failed: each with its place and the reason. */
export function refuseAllStranded(
  code: string,
  places: readonly StationPoint[],
  { path, failures, words: [zh, en] }: Stranded,
): void {
  if (places.length === 0 || failures.size < places.length) return;
  throw new CommandProblem(
    [...failures].map(([i, reason]) => ({
      code,
      object: places[i]?.id ?? "",
      place: `${path}, ${placeOf(places[i]?.position)}`,
      reason: [`${zh}：${REASONS[reason][0]}。`, `${en}: ${REASONS[reason][1]}.`],
      advice: ADVICE,
    })),
  );
}

/** Every row has its reason; the sum of them all is no figure. */
export function refuseNothingComputed(coverage: Coverage, input: CoverageInput, path: string) {
  const failures = new Map<number, CoverageReason>();
  for (const [i, { state, reason }] of coverage.buildings.entries()) {
    if (state === "not-computable" && reason !== null) failures.set(i, reason);
  }
  refuseNoneAttached(input.buildings, failures, path);
}

/** One sentence for each reason, with how many and the first of them. */
export function refuseNoneAttached(
  places: readonly StationPoint[],
  failures: ReadonlyMap<number, CoverageReason | AttachFailure>,
  path: string,
): void {
  if (places.length === 0 || failures.size < places.length) return;
  const byReason = new Map<CoverageReason, number[]>();
  for (const [i, reason] of failures) {
    const same = byReason.get(reason);
    if (same === undefined) byReason.set(reason, [i]);
    else same.push(i);
  }
  throw new CommandProblem(
    [...byReason].map(([reason, same]) => {
      const first = places[same[0] ?? -1];
      const [zh, en] = REASONS[reason];
      return {
        code: "coverage.nothing-computed",
        object: path,
        place: `${first?.id ?? ""} ${placeOf(first?.position)}`,
        reason: [
          `没有一处能计算：${same.length} 处${zh}。`,
          `Not one of its places can be computed: ${same.length} of them, ${en}.`,
        ],
        advice: ADVICE,
      };
    }),
  );
}

const ADVICE = [
  "请检查各文件是否为同一地区、同一坐标系（--crs）。",
  "Check that the files are of one place and one coordinate system (--crs).",
] as const;
