import {
  CoverageQuery,
  BuildingCoverageReply,
  CoverageReply,
} from "@onegrid/core/coverage/contract";
import { CoverageFigures, FiguresQuery } from "@onegrid/core/coverage/figures-contract";
import type { Db } from "@onegrid/db";
import { listBuildingNames, listFootprints, listGridNames } from "@onegrid/db/coverage";
import { listAreas } from "@onegrid/db/organisation";
import { cutRows, encodeTile, tileBox, tileCutter } from "@onegrid/tiles";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { writeAudit } from "../access/audit.ts";
import { whoAsks } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import { Problem } from "../problem.ts";
import { languageOf } from "../problem-sentence.ts";
import { sendTile } from "../tile-routes.ts";
import { describeBuilding } from "./describe-building.ts";
import { buildingsCsv } from "./buildings-csv.ts";
import type { CoverageResult, CoverageResults } from "./coverage-results.ts";
import { figuresOf } from "./figures.ts";
import { IsochroneAnswer } from "../operations/api-answers.ts";
import { readersPart } from "./readers-part.ts";
import { summarise } from "./summarise.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly results: CoverageResults;
}

const Key = Type.Object({ key: Type.String({ pattern: "^[\\w-]{16}$" }) });
const BuildingKey = Type.Object({
  key: Type.String({ pattern: "^[\\w-]{16}$" }),
  id: Type.String({ maxLength: 200 }),
});
const CoverageTile = Type.Object({
  key: Type.String({ pattern: "^[\\w-]{16}$" }),
  z: Type.Integer({ minimum: 12, maximum: 18 }),
  x: Type.Integer({ minimum: 0 }),
  y: Type.Integer({ minimum: 0 }),
});

export const coverageRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, results } = options;
  const config = { rule: "coverage.read" } as const;
  const partOf = (request: FastifyRequest): Promise<string[]> => readersPart(db, request);

  app.get(
    "/api/coverage",
    {
      config: { ...config, answers: { schema: CoverageReply } },
      schema: { querystring: CoverageQuery },
    },
    async (request) => {
      const day = localDay(now());
      const scope = await partOf(request);
      const [result, areas, grids] = await Promise.all([
        results.ask(request.query, day),
        listAreas(db, scope),
        listGridNames(db, day),
      ]);
      const bounds = await results.bounds(result, request.query, day);
      const reply = summarise({ result, scope, areas, grids, bounds });
      const ids = reply.problems.map(({ buildingId }) => buildingId);
      const names = await listBuildingNames(db, ids);
      for (const problem of reply.problems) problem.name = names.get(problem.buildingId) ?? "";
      return reply;
    },
  );

  app.get(
    "/api/coverage/:key/figures",
    {
      config,
      schema: { params: Key, querystring: FiguresQuery, response: { 200: CoverageFigures } },
    },
    async (request): Promise<CoverageFigures> => {
      const scope = await partOf(request);
      const [result, areas] = await Promise.all([
        results.find(request.params.key),
        listAreas(db, scope),
      ]);
      return figuresOf(result, { scope, areas, areaId: request.query.area ?? null });
    },
  );

  app.get(
    "/api/coverage/:key/isochrone",
    { config: { ...config, answers: { schema: IsochroneAnswer } }, schema: { params: Key } },
    async (request) => {
      const result = await results.find(request.params.key);
      return {
        type: "Feature",
        properties: { definition: result.coverage.definition },
        geometry: results.polygonOf(result),
      };
    },
  );

  app.get(
    "/api/coverage/:key/buildings/:id",
    { config, schema: { params: BuildingKey, response: { 200: BuildingCoverageReply } } },
    async (request): Promise<BuildingCoverageReply> => {
      const { key, id } = request.params;
      const scope = await partOf(request);
      const [result, names] = await Promise.all([results.find(key), listBuildingNames(db, [id])]);
      const described = describeBuilding(result, { id, name: names.get(id) ?? "", scope });
      if (!described) throw new Problem({ code: "coverage.unknown-building", buildingId: id });
      return described;
    },
  );

  app.get(
    "/api/coverage/:key/buildings.csv",
    { config: { ...config, answers: { media: "text/csv" } }, schema: { params: Key } },
    async (request, reply) => {
      const result = await results.find(request.params.key);
      const { accountId } = whoAsks(request);
      const deed = { accountId, action: "coverage.export", object: result.key, detail: {} };
      await writeAudit(db, deed);
      const scope = await partOf(request);
      const [buildings, areas] = await Promise.all([
        listBuildingNames(
          db,
          result.buildings.map(({ id }) => id),
        ),
        listAreas(db, scope),
      ]);
      const names = {
        language: languageOf(request.headers["accept-language"]),
        buildings,
        areas: new Map(areas.map(({ id, name }) => [id, name])),
      };
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="coverage-${localDay(now())}.csv"`)
        .send(buildingsCsv(result, scope, names));
    },
  );

  app.get(
    "/tiles/coverage/:key/:z/:x/:y",
    {
      config: { ...config, answers: { media: "application/vnd.mapbox-vector-tile" } },
      schema: { params: CoverageTile, querystring: Type.Object({ scope: Type.String() }) },
    },
    async (request, reply) => {
      const { key, ...tile } = request.params;
      const scope = await partOf(request);
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
