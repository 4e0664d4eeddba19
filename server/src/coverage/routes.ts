import { Readable } from "node:stream";
import {
  CoverageQuery,
  BuildingCoverageReply,
  CoverageReply,
} from "@onegrid/core/coverage/contract";
import {
  CoverageFigures,
  CoverageTrend,
  FiguresQuery,
} from "@onegrid/core/coverage/figures-contract";
import { readAs, type Db } from "@onegrid/db";
import { listBuildingNames, listFootprints } from "@onegrid/db/coverage";
import { listAreas } from "@onegrid/db/organisation";
import { cutRows, encodeTile, tileBox, tileCutter } from "@onegrid/tiles";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { writeAudit } from "../access/audit.ts";
import { whoAsks } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import { Problem } from "../problem.ts";
import { languageOf } from "../problem-sentence.ts";
import { sightFor } from "../sight-for.ts";
import { sendTile } from "../tile-routes.ts";
import { describeBuilding } from "./results/describe-building.ts";
import { idsIn, namesOf } from "./export/export-source.ts";
import { buildingsCsv } from "./export/buildings-csv.ts";
import { buildingAt } from "./results/building-times.ts";
import type { CoverageResult, CoverageResults } from "./results/coverage-results.ts";
import type { ExportJobs } from "../export/jobs.ts";
import { coverageExportRoutes } from "./export/export-routes.ts";
import { figuresOf } from "./results/figures.ts";
import { progressRoutes } from "./results/progress-routes.ts";
import { polygonRoutes } from "./results/polygon-routes.ts";
import { readersPart } from "./results/readers-part.ts";
import { answerCoverage } from "./results/answer-coverage.ts";
import { isCoveredIn, sideOf } from "./results/difference.ts";
import { leavingOf } from "./results/leaving.ts";
import { openPart, openResult, ResultKey, ResultParams } from "./results/open-result.ts";
import { openScenario } from "./scenarios/open-scenario.ts";
import { keepSnapshot, trendOf } from "./results/trend.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly results: CoverageResults;
  readonly jobs: ExportJobs;
}

const BuildingKey = Type.Object({
  key: ResultKey,
  id: Type.String({ maxLength: 200 }),
});
const CoverageTile = Type.Object({
  key: ResultKey,
  z: Type.Integer({ minimum: 12, maximum: 18 }),
  x: Type.Integer({ minimum: 0 }),
  y: Type.Integer({ minimum: 0 }),
});

const TileQuery = Type.Object({
  scope: Type.String(),
  /** Key of the result it is compared with: buildings then say whether they change sides. */
  against: Type.Optional(ResultKey),
});

export const coverageRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, results } = options;
  const tools = { db, results };
  const config = { rule: "coverage.read" } as const;
  await app.register(coverageExportRoutes, options);
  await app.register(polygonRoutes, tools);
  await app.register(progressRoutes, options);

  app.get(
    "/api/coverage",
    {
      config: { ...config, answers: { schema: CoverageReply } },
      schema: { querystring: CoverageQuery },
    },
    async (request, reply) => {
      const { query } = request;
      const leaving = leavingOf(reply);
      const open = (id: string | undefined) =>
        id === undefined ? null : openScenario(db, request, id);
      const [scope, scenario, against] = await Promise.all([
        readersPart(db, request),
        open(query.scenario),
        open(query.against),
      ]);
      const asked = { query, day: localDay(now()), scope, scenario, against, leaving };
      return answerCoverage(tools, asked);
    },
  );

  app.get(
    "/api/coverage/:key/figures",
    {
      config,
      schema: {
        params: ResultParams,
        querystring: FiguresQuery,
        response: { 200: CoverageFigures },
      },
    },
    async (request): Promise<CoverageFigures> => {
      const { result, scope } = await openPart(tools, request, request.params.key);
      const areas = await listAreas(db, scope);
      return figuresOf(results.networks.thread, result, {
        scope,
        areas,
        areaId: request.query.area ?? null,
      });
    },
  );

  app.get(
    "/api/coverage/:key/trend",
    {
      config,
      schema: { params: ResultParams, querystring: FiguresQuery, response: { 200: CoverageTrend } },
    },
    async (request): Promise<CoverageTrend> => {
      const { result, scope } = await openPart(tools, request, request.params.key);
      // Who looks at a definition today can compare with today later.
      await keepSnapshot(db, result, now());
      const { area } = request.query;
      return readAs(db, sightFor(request), (trx) =>
        trendOf(trx, result, area === undefined ? scope : [area]),
      );
    },
  );

  app.get(
    "/api/coverage/:key/buildings/:id",
    { config, schema: { params: BuildingKey, response: { 200: BuildingCoverageReply } } },
    async (request): Promise<BuildingCoverageReply> => {
      const { key, id } = request.params;
      const { result, scope } = await openPart(tools, request, key);
      const [names, second] = await Promise.all([
        listBuildingNames(db, [id]),
        results.second.of(result),
      ]);
      const described = describeBuilding(result, { id, name: names.get(id) ?? "", scope, second });
      if (!described) throw new Problem({ code: "coverage.unknown-building", buildingId: id });
      return described;
    },
  );

  app.get(
    "/api/coverage/:key/buildings.csv",
    { config: { ...config, answers: { media: "text/csv" } }, schema: { params: ResultParams } },
    async (request, reply) => {
      const { result, scope } = await openPart(tools, request, request.params.key);
      const { accountId } = whoAsks(request);
      const deed = { accountId, action: "coverage.export", object: result.key, detail: {} };
      await writeAudit(db, deed);
      const [buildings, areas, second] = await Promise.all([
        namesOf(db, idsIn(result, scope)),
        listAreas(db, scope),
        results.second.of(result),
      ]);
      const names = {
        language: languageOf(request.headers["accept-language"]),
        buildings,
        areas: new Map(areas.map(({ id, name }) => [id, name])),
        second,
      };
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="coverage-${localDay(now())}.csv"`)
        .send(Readable.from(buildingsCsv(result, scope, names)));
    },
  );

  app.get(
    "/tiles/coverage/:key/:z/:x/:y",
    {
      config: { ...config, answers: { media: "application/vnd.mapbox-vector-tile" } },
      schema: { params: CoverageTile, querystring: TileQuery },
    },
    async (request, reply) => {
      const { key, ...tile } = request.params;
      const scope = await readersPart(db, request);
      if (request.query.scope !== scope.join(",")) {
        throw new Problem({ code: "access.forbidden", permission: "coverage.read" });
      }
      const result = await openResult(tools, request, key);
      const { against } = request.query;
      const other = against === undefined ? null : await openResult(tools, request, against);
      const rows = await listFootprints(db, tileBox(tile), scope);
      const features = cutRows(
        rows.map(({ id, wkb }) => ({ wkb, attributes: attributesOf(result, id, other) })),
        tileCutter(tile),
      );
      return sendTile(request, reply, encodeTile([{ name: "coverage", features }]));
    },
  );
};

function attributesOf(result: CoverageResult, id: string, other: CoverageResult | null) {
  const building = buildingAt(result, result.places.indexOf.get(id) ?? -1);
  return {
    id,
    status: building?.state ?? "not-computable",
    seconds: building?.seconds === undefined ? null : roundOrNull(building.seconds),
    metres: building?.metres === undefined ? null : roundOrNull(building.metres),
    households: building?.households ?? null,
    ...(other && { change: sideOf(isCoveredIn(other, id), building?.state === "covered") }),
  };
}

const roundOrNull = (value: number | null): number | null =>
  value === null ? null : Math.round(value);
