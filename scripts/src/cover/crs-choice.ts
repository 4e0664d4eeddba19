import { toDegrees } from "@onegrid/core/ingest";
import { CommandProblem, EXIT } from "../command-problem.ts";

/** What a file is for: the name its coordinate system is given under. */
const FILE_ROLES = [
  "network",
  "buildings",
  "stations",
  "candidates",
  "compounds",
  "gates",
  "areas",
  "from",
  "to",
] as const;
export type FileRole = (typeof FILE_ROLES)[number];

export interface CrsChoice {
  /** For every file that is not named on its own. */
  readonly all: string | undefined;
  readonly of: ReadonlyMap<FileRole, string>;
}

/** `--crs EPSG:4547`, or by file: `--crs buildings=GCJ-02,stations=EPSG:4547`. */
export function readCrsChoice(text: string | undefined): CrsChoice {
  let all: string | undefined;
  const of = new Map<FileRole, string>();
  for (const part of (text ?? "").split(",").map((each) => each.trim())) {
    if (part === "") continue;
    const [name = "", crs] = part.split("=").map((each) => each.trim());
    const role = FILE_ROLES.find((each) => each === name.toLowerCase());
    if (crs === undefined) all = known(name);
    else if (role === undefined) throw badRole(part);
    else of.set(role, known(crs));
  }
  return { all, of };
}

function known(crs: string): string {
  if (toDegrees(crs) !== null) return crs;
  throw badOption(
    crs,
    ["不认识这个坐标系。", "This coordinate system is not known."],
    [
      "例如 EPSG:4490、EPSG:4547、GCJ-02、BD-09。",
      "Use one such as EPSG:4490, EPSG:4547, GCJ-02, BD-09.",
    ],
  );
}

const badRole = (part: string): CommandProblem =>
  badOption(
    part,
    ["没有这样的文件。", "There is no file of that name."],
    [`可用：${FILE_ROLES.join("、")}。`, `Files are ${FILE_ROLES.join(", ")}.`],
  );

const badOption = (
  part: string,
  reason: readonly [string, string],
  advice: readonly [string, string],
): CommandProblem =>
  new CommandProblem(
    [{ code: "coverage.bad-crs", object: `--crs ${part}`, place: "", reason, advice }],
    EXIT.badUsage,
  );
