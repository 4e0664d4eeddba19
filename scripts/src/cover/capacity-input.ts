import {
  roomOf,
  type CapacityProblem,
  type Incidence,
  type SitingProblem,
} from "@onegrid/core/coverage/siting";
import { say } from "../terminal.ts";
import { numberOf } from "./measure-args.ts";
import { areaOf, type Candidate, type StationInFile } from "./read-places.ts";

export interface CapacityArgs {
  readonly capacity?: boolean | undefined;
  /** Field of the floor area in m², of stations and of candidates. */
  readonly area?: string | undefined;
  /** Floor area of candidates whose file does not say, m². */
  readonly "new-area"?: string | undefined;
}

export const AREA_FIELD = "floor_area_m2";

interface CapacityInput {
  readonly problem: SitingProblem;
  readonly candidates: readonly Candidate[];
  readonly stations: readonly StationInFile[];
  /** For each station that stands the buildings in its reach. */
  readonly standingReach: Incidence;
}

/** The question with room for so many households at each station; `null` where that was not asked for. */
export function capacityOf(args: CapacityArgs, input: CapacityInput): CapacityProblem | null {
  if (args.capacity !== true) return null;
  const { problem, candidates, stations, standingReach } = input;
  const field = args.area ?? AREA_FIELD;
  const usual = numberOf("--new-area", args["new-area"]) ?? null;
  const areas = candidates.map(({ squareMetres }) => squareMetres ?? usual);
  const standing = stations.map((station) => areaOf(station, field));
  const unknown = [...areas, ...standing].filter((area) => area === null).length;
  if (unknown > 0) {
    say(
      `${unknown} 个站点或候选点没有面积（${field}），按容得下所有来人计算`,
      `${unknown} stations or candidates have no floor area (${field}) and count as large enough`,
    );
  }
  const { isCovered: _, ...rest } = problem;
  return {
    ...rest,
    room: Float64Array.from(areas, roomOf),
    standing: { reach: standingReach, room: Float64Array.from(standing, roomOf) },
  };
}
