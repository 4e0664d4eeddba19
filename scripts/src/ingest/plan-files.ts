import { stat } from "node:fs/promises";
import { basename } from "node:path";
import {
  reasonText,
  SQUARE_METRES_PER_HOUSEHOLD,
  TARGETS,
  type CrsFinding,
  type ImportPlan,
  type LayerDescription,
  type LayerName,
  type SourceDescription,
} from "@onegrid/core/ingest";
import { describeSource, type FileToImport } from "@onegrid/server/ingest";
import { CommandProblem, type ProblemText } from "../command-problem.ts";

export interface PlanArgs {
  readonly layer?: string | undefined;
  readonly crs?: string | undefined;
  readonly encoding?: string | undefined;
  readonly map?: string | undefined;
  readonly set?: string | undefined;
  readonly estimate?: boolean | undefined;
}

export interface PlannedFiles {
  readonly files: readonly FileToImport[];
  readonly descriptions: readonly SourceDescription[];
  readonly totalBytes: number;
}

/** Looks at every file and settles how it is read; what only the user can know is asked for. */
export async function planFiles(paths: readonly string[], args: PlanArgs): Promise<PlannedFiles> {
  const files: FileToImport[] = [];
  const descriptions: SourceDescription[] = [];
  const problems: ProblemText[] = [];
  let totalBytes = 0;
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) {
      problems.push(noSuchFile(path));
      continue;
    }
    const described = await describeAs(path, args);
    if (!described.ok) {
      problems.push(refusedFile(path, described.error));
      continue;
    }
    const { layers } = described.value;
    problems.push(...layers.flatMap((layer) => openQuestions(path, layer, args)));
    descriptions.push(described.value);
    files.push({ path, name: basename(path), plans: layers.map((layer) => settle(layer, args)) });
    totalBytes += described.value.bytes * layers.length;
  }
  if (problems.length > 0) throw new CommandProblem(problems);
  return { files, descriptions, totalBytes };
}

/** With a layer the user has named, the fields are proposed for that layer. */
async function describeAs(
  path: string,
  { encoding = "", layer }: PlanArgs,
): ReturnType<typeof describeSource> {
  const options = { encoding: encoding === "" ? null : encoding };
  const first = await describeSource(path, options);
  if (!first.ok || !isLayerName(layer)) return first;
  const layers = new Map(first.value.layers.map(({ name }) => [name, layer]));
  return describeSource(path, { ...options, layers });
}

const isLayerName = (name: string | undefined): name is LayerName =>
  name !== undefined && name in TARGETS;

/** The proposed plan with what the user said in its place. */
function settle({ plan, crs }: LayerDescription, args: PlanArgs): ImportPlan {
  const axisOrder = crs.proposals.find((proposal) => proposal.crs === args.crs)?.axisOrder;
  return {
    ...plan,
    crs: args.crs ?? plan.crs,
    axisOrder: axisOrder ?? plan.axisOrder,
    mapping: { ...plan.mapping, ...pairs(args.map) },
    defaults: { ...plan.defaults, ...pairs(args.set) },
    estimate: args.estimate
      ? (plan.estimate ?? {
          squareMetresPerHousehold: SQUARE_METRES_PER_HOUSEHOLD,
          storeysWhenUnknown: null,
        })
      : plan.estimate,
  };
}

/** `a=x,b=y` as an object. */
function pairs(text = ""): Record<string, string> {
  const entries = text
    .split(",")
    .filter((part) => part.includes("="))
    .map((part) => [
      part.slice(0, part.indexOf("=")).trim(),
      part.slice(part.indexOf("=") + 1).trim(),
    ]);
  return Object.fromEntries(entries);
}

function openQuestions(path: string, layer: LayerDescription, args: PlanArgs): ProblemText[] {
  const object = layer.name === null ? path : `${path} › ${layer.name}`;
  const questions: ProblemText[] = [];
  if (args.layer !== undefined && !(args.layer in TARGETS)) {
    const layers = Object.keys(TARGETS).join(", ");
    questions.push({
      code: "ingest.layer-unknown",
      object: args.layer,
      place: "",
      reason: [`没有图层 ${args.layer}。`, `There is no layer ${args.layer}.`],
      advice: [`可选：${layers}。`, `Choose one of: ${layers}.`],
    });
  }
  if (args.crs === undefined && !layer.crs.isCertain && layer.geometryTypes.length > 0)
    questions.push(unsureCrs(object, layer.crs));
  return questions;
}

/** Shown of the systems that fit: plain eastings fit twenty zones. */
const MOST_CHOICES = 6;

function unsureCrs(object: string, { declared, proposals, alternatives }: CrsFinding): ProblemText {
  const choices = [...new Set([...proposals.map(({ crs }) => crs), ...alternatives])];
  const shown = choices.slice(0, MOST_CHOICES).join("|");
  const flag = `--crs ${shown}${choices.length > MOST_CHOICES ? "|…" : ""}`;
  return {
    code: "ingest.crs-unsure",
    object,
    place: declared?.text.slice(0, 80) ?? "",
    reason: ["坐标系不能确定。", "The coordinate system is not certain."],
    advice:
      choices.length === 0
        ? ["请用 --crs 指定，如 --crs EPSG:4547。", "Say which with --crs, as in --crs EPSG:4547."]
        : [`请加上其中之一：${flag}。`, `Add one of these: ${flag}`],
  };
}

const noSuchFile = (path: string): ProblemText => ({
  code: "ingest.no-such-file",
  object: path,
  place: "",
  reason: ["找不到这个文件。", "There is no such file."],
  advice: ["请检查路径。", "Check the path."],
});

export const refusedFile = (
  path: string,
  refusal: Parameters<typeof reasonText>[0],
): ProblemText => ({
  code: refusal.code,
  object: path,
  place: "",
  reason: [reasonText(refusal, "zh-CN"), reasonText(refusal, "en")],
  advice: ["库中数据没有改变。", "The store has not been changed."],
});
