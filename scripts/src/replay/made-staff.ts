import type { Bbox, Position } from "@onegrid/core/geometry";
import type { NewDuty } from "@onegrid/db/access";
import { randomOf } from "../bench/made-city.ts";
import type { MadeCommunity } from "./made-district.ts";

/** Of every community's team: who is on duty when. */
const TEAM = [
  { role: "grid_head", title: "网格长", shift: "Mo-Su 00:00-24:00" },
  { role: "grid_staff", title: "网格员", shift: "Mo-Fr 08:30-18:00" },
  { role: "grid_staff", title: "网格员", shift: "Mo-Fr 08:30-18:00" },
  { role: "grid_staff", title: "网格员", shift: "Mo-Su 14:00-22:00" },
] as const;

const MOST_OPEN_CASES = 5;

export type MadeMember = NewDuty & { readonly accountId: string };

/** Teams for communities, and where their members begin: made by seed, they belong to nobody. */
export function makeStaff(
  communities: readonly (MadeCommunity & { readonly areaId: string })[],
  seed: number,
  teams = 1,
): MadeMember[] {
  const random = randomOf(seed);
  const members = Array.from({ length: teams }, () => TEAM).flat();
  return communities.flatMap(({ areaId, code, box }) =>
    members.map(({ role, title, shift }, at) => ({
      id: `made-duty-${code}-${at + 1}`,
      accountId: `made-staff-${code}-${at + 1}`,
      role,
      areaId,
      displayName: `${title} ${code.slice(6)}-${at + 1}`,
      categories: [],
      shift,
      maxOpenCases: MOST_OPEN_CASES,
      post: placeIn(box, random),
    })),
  );
}

const placeIn = ([west, south, east, north]: Bbox, random: () => number): Position => [
  west + (east - west) * random(),
  south + (north - south) * random(),
];
