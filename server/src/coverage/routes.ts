import { CoverageQuery } from "@onegrid/core/coverage/contract";
import type { Db } from "@onegrid/db";
import { listFootprints, listGridNames } from "@onegrid/db/coverage";
import { listAreas } from "@onegrid/db/organisation";
import { cutRows, encodeTile, tileBox, tileCutter } from "@onegrid/tiles";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { isInScope } from "@onegrid/core/access";
import { scopeFor } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import { Problem } from "../problem.ts";
import { sendTile } from "../tile-routes.ts";
import type { CoverageResult, CoverageResults } from "./coverage-results.ts";
import { summarise } from "./summarise.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly results: CoverageResults;
}

const Key = Type.Object({ key: Type.String({ pattern: "^[\\w-]{16}$" }) });
const CoverageTile = Type.Object({
  key: Type.String({ pattern: "^[\\w-]{16}$" }),
  z: Type.Integer({ minimum: 12, maximum: 18 }),
  x: Type.Integer({ minimum: 0 }),
  y: Type.Integer({ minimum: 0 }),
});

export const coverageRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, results } = options;
  const config = { rule: "coverage.read" } as const;

  app.get("/api/coverage", { config, schema: { querystring: CoverageQuery } }, async (request) => {
    const day = localDay(now());
    const scope = scopeFor(request, "coverage.read");
    const [result, areas, grids] = await Promise.all([
      results.ask(request.query, day),
      listAreas(db, scope),
      listGridNames(db, day),
    ]);
    return summarise({ result, scope, areas, grids });
  });

  app.get("/api/coverage/:key/isochrone", { config, schema: { params: Key } }, async (request) => {
    const result = await results.find(request.params.key);
    return {
      type: "Feature",
      properties: { definition: result.coverage.definition },
      geometry: results.polygonOf(result),
    };
  });

  app.get(
    "/api/coverage/:key/buildings.csv",
    { config, schema: { params: Key } },
    async (request, reply) => {
      const result = await results.find(request.params.key);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="coverage-${result.key}.csv"`)
        .send(csvOf(result, scopeFor(request, "coverage.read")));
    },
  );

  app.get(
    "/tiles/coverage/:key/:z/:x/:y",
    {
      config,
      schema: { params: CoverageTile, querystring: Type.Object({ scope: Type.String() }) },
    },
    async (request, reply) => {
      const { key, ...tile } = request.params;
      const scope = scopeFor(request, "coverage.read");
      if (request.query.scope !== scope.join(",")) {
        throw new Problem({ code: "access.forbidden", permission: "coverage.read" });
      }
      const result = await results.find(key);
      const rows = await listFootprints(db, tileBox(tile), scope);
      const features = cutRows(
        rows.map(({ id, wkb }) => ({ wkb, attributes: attributesOf(result, id) })),
        tileCutter(tile),
      );
      return sendTile(request, reply, encodeTile([{ name: "coverage", features }]));
    },
  );
};

function attributesOf(result: CoverageResult, id: string) {
  const building = result.coverage.buildings[result.indexOf.get(id) ?? -1];
  return {
    id,
    status: building?.state ?? "not-computable",
    seconds: building?.seconds === undefined ? null : roundOrNull(building.seconds),
    metres: building?.metres === undefined ? null : roundOrNull(building.metres),
    households: building?.households ?? null,
  };
}

const roundOrNull = (value: number | null): number | null =>
  value === null ? null : Math.round(value);

/** A byte-order mark in front: spreadsheets then read the Chinese names right. */
function csvOf(result: CoverageResult, scope: readonly string[]): string {
  const lines = ["id,households,station,seconds,metres,covered,reason,definition"];
  const definition = JSON.stringify(result.coverage.definition).replaceAll('"', '""');
  result.coverage.buildings.forEach((building, index) => {
    if (!isInScope(scope, result.buildings[index]?.communityPath ?? [])) return;
    const { id, households, station, seconds, metres, state, reason } = building;
    const cells = [id, households, station, seconds, metres, state === "covered", reason];
    lines.push(`${cells.map((cell) => cellOf(cell)).join()},"${definition}"`);
  });
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** Quoted where it must be; a leading sign that a spreadsheet would take for a formula is disarmed. */
function cellOf(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
