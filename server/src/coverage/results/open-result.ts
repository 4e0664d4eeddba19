import type { Db } from "@onegrid/db";
import { Type } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import type { CoverageResult, CoverageResults } from "./coverage-results.ts";
import { openScenario } from "../scenarios/open-scenario.ts";
import { readersPart } from "./readers-part.ts";

/** Name of a result in addresses. */
export const ResultKey = Type.String({ pattern: "^[\\w-]{16}$" });
export const ResultParams = Type.Object({ key: ResultKey });

interface Tools {
  readonly db: Db;
  readonly results: CoverageResults;
}

/** A result that was asked for before. One of a scenario is for whoever may open that. */
export async function openResult(
  { db, results }: Tools,
  request: FastifyRequest,
  key: string,
): Promise<CoverageResult> {
  const result = await results.find(key);
  if (result.scenario) await openScenario(db, request, result.scenario.id);
  return result;
}

/** It, and the areas that the reader answers for: nothing else of it is theirs. */
export async function openPart(
  tools: Tools,
  request: FastifyRequest,
  key: string,
): Promise<{ readonly result: CoverageResult; readonly scope: string[] }> {
  const [result, scope] = await Promise.all([
    openResult(tools, request, key),
    readersPart(tools.db, request),
  ]);
  return { result, scope };
}
