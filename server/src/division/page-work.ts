import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { TeamMember } from "@onegrid/core/division";
import type { ExportBody, PageFormat } from "@onegrid/core/division/export-contract";
import type { Bbox } from "@onegrid/core/geometry";
import { readAs } from "@onegrid/db";
import {
  findServiceLine,
  holdsOpenStreetMap,
  listGridTeams,
  loadSheetGround,
} from "@onegrid/db/division";
import { Zip, ZipPassThrough } from "fflate";
import type { PrintedPages } from "../printing/printed-pages.ts";
import { Printer } from "../printing/printer.ts";
import { Problem } from "../problem.ts";
import { localDay } from "../access/local-day.ts";
import { boardPage } from "./board-pages.ts";
import { plainName } from "../export/file.ts";
import { FILE_KINDS, fileNameOf } from "./export-file.ts";
import type { ExportWork, ExportedFile } from "../export/jobs.ts";
import {
  gatherCommunity,
  openExport,
  type ExportAsked,
  type ExportedCommunity,
  type GatherTools,
} from "./export-source.ts";
import { titleOf } from "./export-work.ts";
import type { PageFacts } from "./page-frame.ts";
import { PAGE_WORDS } from "./page-words.ts";
import { sheetPage } from "./sheet-pages.ts";

export interface PageWork {
  readonly asked: ExportAsked;
  readonly body: ExportBody;
  readonly format: PageFormat;
  /** `https://host` that codes on boards lead to. */
  readonly address: string;
  readonly now: () => Date;
}

/** Up to so many communities come as one PDF, more as a zip with one each: a district has thousands of pages. */
const MOST_IN_ONE = 40;

/** Reads a community at a time and has its pages set. */
export function pageWork(tools: GatherTools, work: PageWork): ExportWork {
  return async ({ path, signal, onStep }) => {
    const { asked, format } = work;
    const { plan, communities } = await openExport(tools, asked);
    const facts = await factsOf(tools, work, plan);
    const isZip = communities.length > MOST_IN_ONE;
    const printer = new Printer(signal);
    const out = isZip ? zipFile(path) : onePdf(path, printer, facts, format);
    try {
      for (const [done, community] of communities.entries()) {
        onStep(done, communities.length);
        const exported = await gatherCommunity(tools, asked, community, plan);
        const pages = await pagesOf(tools, work, facts, exported);
        if (pages.length === 0) continue;
        await out.add(community.name, () => printer.print(printed(facts, format, pages)), pages);
      }
      onStep(communities.length, communities.length);
      if (!(await out.end())) throw new Problem({ code: "division.nothing-to-export" });
    } finally {
      out.close();
      await printer.close();
    }
    const kind = FILE_KINDS[isZip ? "zip" : format];
    const title = titleOf(plan, communities);
    const name = { title, day: asked.day, language: facts.language };
    return {
      name: fileNameOf(name, format, kind.extension),
      media: kind.media,
      paths: communities.map((community) => community.path),
      permission: "plan.read",
    } satisfies ExportedFile;
  };
}

async function factsOf(
  { db }: GatherTools,
  { asked, body, address, now }: PageWork,
  plan: PageFacts["plan"],
): Promise<PageFacts> {
  const language = body.language ?? "zh-CN";
  return {
    words: PAGE_WORDS[language],
    language,
    paper: body.paper ?? (body.format === "sheets" ? "a3" : "a4"),
    plan,
    day: asked.day,
    printedOn: localDay(now()),
    address,
    hasNames: body.hasNames ?? true,
    isOsm: await holdsOpenStreetMap(db),
  };
}

type Pages = PrintedPages["pages"];

async function pagesOf(
  { db }: GatherTools,
  { asked, body, format }: PageWork,
  facts: PageFacts,
  exported: ExportedCommunity,
): Promise<Pages> {
  const { community, grids } = exported;
  const only = body.gridIds === undefined ? null : new Set(body.gridIds);
  const wanted = grids.filter(({ id }) => only === null || only.has(id));
  if (wanted.length === 0) return [];
  const content = await readAs(db, asked.sight, (trx) =>
    loadSheetGround(trx, larger(community.bbox)),
  );
  if (format === "sheets") return [sheetPage(facts, exported, content)];
  const teams = await teamsOf({ db }, asked, exported);
  const phone = (await findServiceLine(db, community.path))?.number ?? "";
  return wanted.map((grid) => boardPage({ facts, exported, content, teams, phone }, grid));
}

/** With room for the corners of a page: a board shows what lies round its grid. */
function larger([west, south, east, north]: Bbox): Bbox {
  const reach = Math.max(east - west, north - south) * 0.6;
  return [west - reach, south - reach, east + reach, north + reach];
}

/** Duties are of grids in force; a draft has no team yet. */
async function teamsOf(
  { db }: Pick<GatherTools, "db">,
  { planId, day }: ExportAsked,
  { community }: ExportedCommunity,
): Promise<ReadonlyMap<string, readonly TeamMember[]>> {
  const rows = planId === null ? await listGridTeams(db, community.id, day) : [];
  const teams = new Map<string, TeamMember[]>();
  for (const row of rows) teams.set(row.gridId, [...(teams.get(row.gridId) ?? []), row]);
  return teams;
}

function printed({ language, words }: PageFacts, kind: PageFormat, pages: Pages): PrintedPages {
  const head = {
    lang: language === "en" ? "en" : "zh",
    region: language === "en" ? "gb" : "cn",
    words: { buildings: words.within },
  } as const;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- boards for boards, sheets for sheets: `pagesOf` makes one kind
  return { ...head, kind, pages } as PrintedPages;
}

interface PageFile {
  readonly add: (name: string, print: () => Promise<Uint8Array>, pages: Pages) => Promise<void>;
  /** False when nothing was added. */
  readonly end: () => Promise<boolean>;
  /** Lets go of the file, finished or not. */
  readonly close: () => void;
}

function onePdf(path: string, printer: Printer, facts: PageFacts, format: PageFormat): PageFile {
  const all: Pages[number][] = [];
  return {
    add: (_name, _print, pages) => {
      all.push(...pages);
      return Promise.resolve();
    },
    end: async () => {
      if (all.length === 0) return false;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pages of one kind
      await writeFile(path, await printer.print(printed(facts, format, all as Pages)));
      return true;
    },
    close: () => undefined,
  };
}

/** Written as it goes: a district's boards do not fit into memory twice. */
function zipFile(path: string): PageFile {
  const file = createWriteStream(path);
  // From here on: a full disk must be this job's fault, not the end of the process.
  const written = finished(file);
  written.catch(() => undefined);
  const zip = new Zip((error, chunk) => {
    if (error) file.destroy(error);
    else file.write(chunk);
  });
  const names = new Set<string>();
  return {
    add: async (name, print) => {
      const plain = plainName(name);
      const unique = names.has(plain) ? `${plain}-${names.size + 1}` : plain;
      names.add(unique);
      const bytes = await print();
      if (file.errored) throw file.errored;
      const entry = new ZipPassThrough(`${unique}.pdf`);
      zip.add(entry);
      entry.push(bytes, true);
    },
    end: async () => {
      zip.end();
      file.end();
      await written;
      return names.size > 0;
    },
    close: () => void file.destroy(),
  };
}
