import { writeFile } from "node:fs/promises";
import { readAs } from "@onegrid/db";
import { loadReportGround } from "@onegrid/db/coverage";
import { holdsOpenStreetMap } from "@onegrid/db/division";
import { FILES, fileNameOfWords } from "../../export/file.ts";
import type { ExportWork } from "../../export/jobs.ts";
import { Printer } from "../../printing/printer.ts";
import {
  gatherCoverage,
  type CoverageAsked,
  type CoverageContent,
  type CoverageExportTools,
} from "./export-source.ts";
import { figuresOf } from "../results/figures.ts";
import { FILE_WORDS } from "./file-words.ts";
import { reachedBy } from "./export-work.ts";
import { reportFrame, reportPage, type ReportInput } from "./report-page.ts";
import { pastOf, trendLine } from "./report-trend.ts";
import { REPORT_WORDS } from "./report-words.ts";

/** A smaller scale shows main roads alone. */
const LANES_UP_TO = 15_000;

/** The dated one-page report of a result as PDF. */
export function reportWork(tools: CoverageExportTools, asked: CoverageAsked): ExportWork {
  return async ({ path, signal, onStep }) => {
    onStep(0, 3);
    const content = await gatherCoverage(tools, asked);
    onStep(1, 3);
    const page = reportPage(await inputOf(tools, asked, content));
    onStep(2, 3);
    const printer = new Printer(signal);
    try {
      const { lang, region } = REPORT_WORDS[languageOf(asked)];
      const words = { buildings: "" };
      const pages = { kind: "report", lang, region, words, pages: [page] } as const;
      await writeFile(path, await printer.print(pages));
    } finally {
      await printer.close();
    }
    const words = [content.title, FILE_WORDS[languageOf(asked)].file.report, asked.day];
    return {
      name: fileNameOfWords(words, FILES.pdf.extension),
      media: FILES.pdf.media,
      paths: content.paths,
      permission: "coverage.read",
    };
  };
}

const languageOf = ({ body }: CoverageAsked) => body.language ?? "zh-CN";

async function inputOf(
  tools: CoverageExportTools,
  asked: CoverageAsked,
  content: CoverageContent,
): Promise<ReportInput> {
  const { db } = tools;
  const { result, scope, areas } = content;
  const language = languageOf(asked);
  const figures = await figuresOf(tools.results.networks.thread, result, {
    scope,
    areas,
    areaId: null,
  });
  const { reply } = content;
  const words = REPORT_WORDS[language];
  const trend = trendLine(await pastOf(db, asked, scope), reply, words);
  const written = { reply, figures, words, language, trend };
  const frame = reportFrame(content, written);
  const [west, south, east, north] = frame.bbox;
  const ground = await readAs(db, asked.sight, (trx) =>
    loadReportGround(trx, [west, south, east, north], frame.denominator <= LANES_UP_TO),
  );
  const reached = await reachedBy(tools, content);
  const isOsm = await holdsOpenStreetMap(db);
  return { ...written, content, ground, reached, frame, isOsm };
}
