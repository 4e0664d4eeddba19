import { sightOf } from "@onegrid/core/access";
import type { ExportBody } from "@onegrid/core/division/export-contract";
import type { Db } from "@onegrid/db";
import { localDay } from "../access/local-day.ts";
import { sentencesOf, type Language } from "../problem-sentence.ts";
import { Problem } from "../problem.ts";
import { isPageFormat, tableWork } from "./export-work.ts";
import { GroundStore } from "./ground-store.ts";
import { pageWork } from "./page-work.ts";

export interface FileToExport {
  readonly body: ExportBody;
  /** Overwritten. */
  readonly path: string;
  /** The roots of the area tree: the owner of a store sees all of it. */
  readonly roots: readonly string[];
  /** `https://host` that codes on boards lead to. */
  readonly address: string;
  readonly now: () => Date;
}

/** The same as a job of the page, for the owner of the store and at once. */
export async function exportToFile(db: Db, options: FileToExport): Promise<void> {
  const { body, path, roots, address, now } = options;
  const { format } = body;
  const duties = roots.map((areaId) => ({
    id: areaId,
    role: "planner" as const,
    areaId,
    areaPath: [areaId],
    areaKind: "district" as const,
    categories: [],
  }));
  const asked = {
    planId: body.planId ?? null,
    day: body.on ?? localDay(now()),
    areaIds: body.areaIds ?? [],
    gridIds: body.gridIds ?? null,
    scope: roots,
    sight: sightOf(duties, []),
  };
  const tools = { db, store: new GroundStore() };
  const work = isPageFormat(format)
    ? pageWork(tools, { asked, body, format, address, now })
    : tableWork(tools, { asked, body, format, now });
  await work({ path, signal: new AbortController().signal, onStep: () => undefined });
}

/** A refusal in words, of an error that is one. */
export const refusalWords = (
  error: unknown,
): (Readonly<Record<Language, string>> & { readonly code: string }) | null =>
  error instanceof Problem ? { ...sentencesOf(error.problem), code: error.problem.code } : null;
