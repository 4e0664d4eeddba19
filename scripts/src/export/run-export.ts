import { rename, rm, stat } from "node:fs/promises";
import { EXPORT_MERIDIANS } from "@onegrid/core/export";
import {
  PAGE_FORMATS,
  TABLE_FORMATS,
  type ExportBody,
} from "@onegrid/core/division/export-contract";
import type { Db } from "@onegrid/db";
import { listPlans } from "@onegrid/db/division";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { exportToFile, refusalWords } from "@onegrid/server";
import { CommandProblem, EXIT } from "../command-problem.ts";
import { withStore } from "../open-store.ts";
import { say } from "../terminal.ts";

interface ExportArgs {
  readonly format: string;
  readonly plan?: string | undefined;
  readonly date?: string | undefined;
  readonly area?: string | undefined;
  readonly out: string;
  readonly meridian?: string | undefined;
  readonly encoding: string;
  readonly paper?: string | undefined;
  readonly address: string;
  readonly json?: boolean | undefined;
}

/** For the owner of the store, who sees all of it: no duty narrows what is written. */
export async function runExport(args: ExportArgs): Promise<void> {
  const unfinished = `${args.out}.part`;
  try {
    await withStore({ ifInUse: "join" }, async (db) => {
      const roots = (await listRootAreas(db)).map(({ id }) => id);
      const body = await bodyOf(db, args, roots);
      await exportToFile(db, {
        body,
        path: unfinished,
        roots,
        address: args.address,
        now: () => new Date(),
      });
    });
    await rename(unfinished, args.out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw asProblem(error, args);
  }
  const { size } = await stat(args.out);
  if (args.json === true)
    process.stdout.write(`${JSON.stringify({ ok: true, file: args.out, bytes: size })}\n`);
  else
    say(
      `已写入 ${args.out}（${Math.ceil(size / 1000)} kB）。`,
      `Wrote ${args.out} (${Math.ceil(size / 1000)} kB).`,
    );
}

async function bodyOf(db: Db, args: ExportArgs, roots: readonly string[]): Promise<ExportBody> {
  const { date, meridian } = args;
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw unknown("--date", date, []);
  return {
    format: oneOf("--format", args.format, [...TABLE_FORMATS, ...PAGE_FORMATS]),
    language: process.env["LANG"]?.startsWith("en") === true ? "en" : "zh-CN",
    encoding: oneOf("--encoding", args.encoding, ["gbk", "utf-8"]),
    ...(args.paper === undefined ? {} : { paper: oneOf("--paper", args.paper, ["a4", "a3"]) }),
    ...(date === undefined ? {} : { on: date }),
    ...(meridian === undefined ? {} : { meridian: meridianOf(meridian) }),
    ...(args.plan === undefined ? {} : { planId: await planOf(db, args.plan, roots) }),
    ...(args.area === undefined ? {} : { areaIds: [await areaOf(db, args.area, roots)] }),
  };
}

function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw unknown(option, text, known);
  return found;
}

function meridianOf(text: string): number | null {
  if (text === "degrees") return null;
  const found = EXPORT_MERIDIANS.find((meridian) => String(meridian) === text);
  if (found === undefined)
    throw unknown("--meridian", text, ["degrees", ...EXPORT_MERIDIANS.map(String)]);
  return found;
}

async function planOf(db: Db, text: string, roots: readonly string[]): Promise<string> {
  const plans = await listPlans(db, roots);
  const found = plans.find(({ id }) => id === text) ?? plans.find(({ name }) => name === text);
  if (found === undefined) throw unknown("--plan", text, names(plans));
  return found.id;
}

async function areaOf(db: Db, text: string, roots: readonly string[]): Promise<string> {
  const areas = await listAreas(db, roots);
  const found = areas.find(({ code }) => code === text) ?? areas.find(({ name }) => name === text);
  if (found === undefined) throw unknown("--area", text, names(areas));
  return found.id;
}

const names = (list: readonly { readonly name: string }[]): string[] =>
  list.slice(0, 20).map(({ name }) => name);

const unknown = (option: string, text: string, known: readonly string[]): CommandProblem =>
  new CommandProblem(
    [
      {
        code: "export.unknown-value",
        object: option,
        place: "",
        reason: [`没有“${text}”。`, `There is no "${text}".`],
        advice:
          known.length === 0
            ? ["请写成 2027-01-01 这样。", "Write it like 2027-01-01."]
            : [`可用：${known.join("、")}。`, `Known: ${known.join(", ")}.`],
      },
    ],
    EXIT.badUsage,
  );

function asProblem(error: unknown, { format, out }: ExportArgs): unknown {
  const words = refusalWords(error);
  if (words !== null)
    return new CommandProblem([
      {
        code: words.code,
        object: format,
        place: "",
        reason: [words["zh-CN"], words.en],
        advice: ["", ""],
      },
    ]);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!["ENOSPC", "ENOENT", "EACCES", "EPERM", "EISDIR", "EROFS", "ENOTDIR"].includes(code))
    return error;
  return new CommandProblem([
    {
      code: "export.unwritable",
      object: out,
      place: "",
      reason: [`无法写入（${code}）。`, `It cannot be written (${code}).`],
      advice: ["请用 --out 指定有空间、可写的位置。", "Name a place with room with --out."],
    },
  ]);
}
