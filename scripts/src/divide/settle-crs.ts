import {
  gaussKrugerZone,
  isGeographic,
  proposeCrs,
  samplePositions,
  toDegrees,
  type AxisOrder,
  type CrsCode,
  type CrsFinding,
  type SourceGeometry,
} from "@onegrid/core/ingest";
import type { SourceRows } from "@onegrid/server/ingest";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import type { LayerOptions } from "./read-layer.ts";

const SAMPLE = 500;

export interface System {
  readonly crs: CrsCode;
  readonly axisOrder: AxisOrder;
}

/**
 * The coordinate system of a file: as the user says, as the file declares, or the only one its numbers
 * fit. What only the user can know is asked for.
 */
export function settleCrs(
  path: string,
  layer: SourceRows["layer"],
  options: LayerOptions & { readonly geometries: readonly (SourceGeometry | null)[] },
): System {
  const geometries = options.geometries.filter((geometry) => geometry !== null);
  const finding = proposeCrs({
    declared: layer.declaredCrs,
    formatDefault: layer.formatCrs,
    sample: samplePositions(geometries.slice(0, SAMPLE)),
    district: options.near ?? null,
  });
  if (options.crs !== undefined) return chosen(options.crs, finding);
  if (geometries.length === 0) return plain("EPSG:4326");
  const best = finding.proposals[0];
  if (!best || !isSettled(finding)) throw new CommandProblem([unsure(path, finding)]);
  if (["range", "district"].includes(best.because) && !isGeographic(best.crs))
    options.notes.notice(guessed(path, best));
  return best;
}

/** As the user says; a file in degrees beside others in metres keeps its own. */
function chosen(wanted: CrsCode, { proposals, isCertain }: CrsFinding): System {
  if (toDegrees(wanted) === null) throw new CommandProblem([noSuchCrs(wanted)]);
  const best = proposals[0];
  if (best && isCertain && isGeographic(best.crs) && !isGeographic(wanted)) return best;
  return proposals.find(({ crs }) => crs === wanted) ?? plain(wanted);
}

const isSettled = (finding: CrsFinding): boolean =>
  finding.isCertain || isPlainDegrees(finding) || isOnlyOneNear(finding);

const plain = (crs: CrsCode): System => ({ crs, axisOrder: "xy" });

/** Degrees in columns of a table, in the usual order. */
const isPlainDegrees = ({ declared, proposals: [best] }: CrsFinding): boolean =>
  declared === null && best !== undefined && isGeographic(best.crs) && best.axisOrder === "xy";

/** Of all that fit, one alone lies where the other files do. */
const isOnlyOneNear = ({ proposals }: CrsFinding): boolean =>
  proposals.length === 1 && proposals[0]?.because === "district";

const MOST_CHOICES = 6;

function guessed(path: string, { crs, axisOrder }: System): ProblemText {
  const zone = gaussKrugerZone(crs);
  const name =
    zone === null ? crs : `${crs}, CGCS2000 ${zone.widthDegrees}° ${zone.centralMeridian}°E`;
  const swapped = axisOrder === "yx";
  return {
    code: "division.crs-guessed",
    object: path,
    place: name,
    reason: [
      `未写明坐标系，按数值判断为 ${name}${swapped ? "，先纵坐标后横坐标" : ""}；不对请用 --crs 指定。`,
      `No coordinate system is written: read as ${name}${swapped ? ", northing first" : ""} by its numbers; name another with --crs.`,
    ],
    advice: ["", ""],
  };
}

const noSuchCrs = (crs: string): ProblemText => ({
  code: "division.bad-option",
  object: `--crs ${crs}`,
  place: "",
  reason: ["不认识这个坐标系。", "This coordinate system is not known."],
  advice: [
    "例如 EPSG:4490、EPSG:4547、GCJ-02、BD-09。",
    "Use one such as EPSG:4490, EPSG:4547, GCJ-02, BD-09.",
  ],
});

function unsure(path: string, { declared, proposals, isContradicted }: CrsFinding): ProblemText {
  const choices = [...new Set(proposals.map(({ crs }) => crs))];
  const shown = choices.slice(0, MOST_CHOICES).join("|");
  const isSwapped = isContradicted && proposals[0]?.axisOrder === "yx";
  return {
    code: isSwapped ? "ingest.coordinate-swapped" : "ingest.crs-unsure",
    object: path,
    place: declared?.text.slice(0, 80) ?? "",
    reason: isSwapped
      ? ["经纬度写反了：纬度在前。", "Its coordinates are swapped: latitude comes first."]
      : ["坐标系不能确定。", "Its coordinate system is not certain."],
    advice:
      choices.length === 0
        ? ["请用 --crs 指定，如 --crs EPSG:4547。", "Say which with --crs, as in --crs EPSG:4547."]
        : [
            `${isSwapped ? "请调换后重试；" : ""}若无误请加上其中之一：--crs ${shown}。`,
            `${isSwapped ? "Swap them and try again. " : ""}If they are as they should be, add one of these: --crs ${shown}`,
          ],
  };
}
