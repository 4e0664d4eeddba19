import {
  proposeDatum,
  type Datum,
  type DatumProposal,
  type EdgeFinder,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import type { FileRole } from "./crs-choice.ts";
import type { InputFiles } from "./input-files.ts";
import { tellNotices } from "./tell-notices.ts";
import { placeOf } from "./tell-unattached.ts";

const NAMES = { wgs84: "WGS 84", gcj02: "GCJ-02", bd09: "BD-09" } as const;
/** As `--crs` takes them. */
const CODES = { wgs84: "EPSG:4326", gcj02: "GCJ-02", bd09: "BD-09" } as const;

/** Fewer places, or fewer of them astray, fit one of seven readings by chance. */
const FEWEST = 12;
const SOME_ASTRAY = 0.3;
/** From here on no chance could do it; below, a warning will do. */
const ENOUGH = 20;
const ASTRAY = 0.5;

const asPercent = (share: number): string => `${Math.round(share * 100)} %`;

type Role = Extract<FileRole, "network" | "buildings" | "stations">;

interface Checked {
  readonly role: Exclude<Role, "network">;
  readonly finder: EdgeFinder;
  readonly places: readonly { readonly id: string; readonly position: Position }[];
  readonly files: InputFiles;
}

/**
 * Shifted coordinates (GCJ-02, BD-09) give wrong minutes without looking wrong. Where places and ways
 * fit each other only after converting one of them, the command ends and says which; where that is likely
 * only, it says so and goes on. A file whose system the user has named is not doubted.
 */
export function checkDatum(
  paths: Readonly<Partial<Record<Role, string | undefined>>>,
  { role, finder, places, files }: Checked,
): void {
  if (files.isSettled("network") || files.isSettled(role)) return;
  const positions = places.map(({ position }) => position);
  const { best, isSure, misfit, sampled } = proposeDatum(finder, positions);
  if (!isSure || best.network === best.places) return;
  if (sampled < FEWEST || misfit.asGiven < SOME_ASTRAY) return;
  const shifts = [
    { role: "network" as const, datum: best.network },
    { role, datum: best.places },
  ].filter(({ datum }) => datum !== "wgs84");
  const problem = shiftProblem(shifts, {
    path: shifts.map((shift) => paths[shift.role] ?? "").join(", "),
    place: exampleOf(places),
    misfit,
  });
  if (sampled < ENOUGH || misfit.asGiven < ASTRAY) tellNotices([problem]);
  else throw new CommandProblem([problem]);
}

function exampleOf(places: Checked["places"]): string {
  const [first] = places.filter(({ position: [lng, lat] }) => Number.isFinite(lng + lat));
  return first === undefined ? "" : `${first.id} ${placeOf(first.position)}`;
}

/** A file that seems to be shifted. */
interface Shift {
  readonly role: Role;
  readonly datum: Datum;
}

interface Found {
  readonly path: string;
  readonly place: string;
  readonly misfit: DatumProposal["misfit"];
}

function shiftProblem(shifts: readonly Shift[], { path, place, misfit }: Found): ProblemText {
  const [here, there] = [asPercent(misfit.asGiven), asPercent(misfit.asBest)];
  const names = shifts.map(({ datum }) => NAMES[datum]).join(", ");
  const options = shifts.map(({ role, datum }) => `${role}=${CODES[datum]}`).join(",");
  const asIs = shifts.map(({ role }) => `${role}=EPSG:4326`).join(",");
  return {
    code: "coverage.datum-shifted",
    object: path,
    place,
    reason: [
      `坐标像是 ${names}：现在 ${here} 压在路上或远离道路，转换后为 ${there}。`,
      `It looks like ${names}: ${here} of the places stand on a road or far from any, after converting ${there}.`,
    ],
    advice: [
      `请加上 --crs ${options}；若坐标无误，请用 --crs ${asIs}。`,
      `Add --crs ${options}, or --crs ${asIs} if it is as it should be.`,
    ],
  };
}
