import { randomUUID } from "node:crypto";
import { checkScenario, scenarioVersion, type ScenarioChange } from "@onegrid/core/coverage";
import {
  NewScenarioBody,
  SaveScenarioBody,
  ScenarioChanges,
  ScenarioReply,
  ScenariosReply,
} from "@onegrid/core/coverage/scenario-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  deleteScenario,
  insertScenario,
  listScenarios,
  listStations,
  updateScenario,
  type ScenarioRow,
} from "@onegrid/db/coverage";
import { append } from "@onegrid/db/events";
import { loadAreaShapes } from "@onegrid/db/organisation";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Value } from "typebox/value";
import { writeAudit } from "../../access/audit.ts";
import { requireAt, whoAsks } from "../../access/guard.ts";
import { localDay } from "../../access/sessions.ts";
import type { LiveHub } from "../../live/hub.ts";
import { Problem } from "../../problem.ts";
import { sightFor } from "../../sight-for.ts";
import { openScenario, scenarioReader } from "./open-scenario.ts";
import { listRegions, regionOf } from "../results/regions.ts";
import type { NetworkCache } from "../results/walking-network.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
  readonly networks: NetworkCache;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });
const Expected = Type.Object({ expectedRevision: Type.Integer({ minimum: 1 }) });

/** Scenarios (情景): anybody who sees coverage keeps their own, and may share them with an area. */
export const scenarioRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub } = options;
  const config = { rule: "coverage.read" } as const;

  app.get(
    "/api/coverage/scenarios",
    { config, schema: { response: { 200: ScenariosReply } } },
    async (request) => {
      const rows = await readAs(db, sightFor(request), (trx) =>
        listScenarios(trx, scenarioReader(request)),
      );
      return { scenarios: rows.map((row) => replyOf(row, request)) };
    },
  );

  app.get(
    "/api/coverage/scenarios/:id",
    { config, schema: { params: Params, response: { 200: ScenarioReply } } },
    async (request) => replyOf(await openScenario(db, request, request.params.id), request),
  );

  app.post(
    "/api/coverage/scenarios",
    { config, schema: { body: NewScenarioBody, response: { 201: ScenarioReply } } },
    async (request, reply) => {
      const { areaId, ...body } = request.body;
      const words = { ...body, changes: cleaned(body.changes) };
      const path = await ownArea(db, request, areaId);
      await check(options, path, words.changes);
      const scenario = { id: randomUUID(), path, isShared: words.isShared };
      const version = scenarioVersion(words.changes);
      await db.transaction().execute(async (trx) => {
        const [ownerId, changedAt] = [whoAsks(request).accountId, now()];
        const { id } = scenario;
        const day = localDay(changedAt);
        await insertScenario(trx, { ...words, id, areaId, ownerId, version, day, changedAt });
        await tell(trx, request, { scenario, done: "made" });
      });
      hub.wake();
      return reply.code(201).send(replyOf(await openScenario(db, request, scenario.id), request));
    },
  );

  app.put(
    "/api/coverage/scenarios/:id",
    {
      config,
      schema: { params: Params, body: SaveScenarioBody, response: { 200: ScenarioReply } },
    },
    async (request) => {
      const { id } = request.params;
      const before = await ownScenario(db, request, id);
      const { isShared } = request.body;
      const changes = cleaned(request.body.changes);
      await check(options, before.path, changes);
      const version = scenarioVersion(changes);
      await db.transaction().execute(async (trx) => {
        const isSaved = await updateScenario(trx, {
          ...request.body,
          id,
          changes,
          version,
          changedAt: now(),
        });
        if (!isSaved) throw stale(before);
        const scenario = { ...before, isShared: isShared || before.isShared };
        await tell(trx, request, { scenario, done: sharingOf(before, isShared) });
      });
      hub.wake();
      return replyOf(await openScenario(db, request, id), request);
    },
  );

  app.delete(
    "/api/coverage/scenarios/:id",
    { config, schema: { params: Params, querystring: Expected, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const { id } = request.params;
      const scenario = await ownScenario(db, request, id);
      const { expectedRevision } = request.query;
      await db.transaction().execute(async (trx) => {
        if (!(await deleteScenario(trx, { id, expectedRevision }))) throw stale(scenario);
        await tell(trx, request, { scenario, done: "deleted" });
      });
      hub.wake();
      return reply.code(204).send(null);
    },
  );
};

const stale = ({ revision }: ScenarioRow): Problem =>
  new Problem({ code: "coverage.scenario-stale", revision });

const sharingOf = (before: ScenarioRow, isShared: boolean): Done =>
  before.isShared === isShared ? "changed" : isShared ? "shared" : "unshared";

/** Path of an area in which the asker sees coverage. */
async function ownArea(db: Db, request: FastifyRequest, areaId: string): Promise<string[]> {
  const [area] = await loadAreaShapes(db, [areaId]);
  if (!area) throw new Problem({ code: "access.unknown-area", areaId });
  requireAt(request, "coverage.read", area.path);
  return [...area.path];
}

async function ownScenario(db: Db, request: FastifyRequest, id: string): Promise<ScenarioRow> {
  const row = await openScenario(db, request, id);
  if (row.ownerId !== whoAsks(request).accountId)
    throw new Problem({ code: "coverage.scenario-not-yours" });
  return row;
}

/** Without what no change has: the schema of a union lets it pass. */
const cleaned = (changes: ScenarioChange[]): ScenarioChange[] => {
  const clean = Value.Clean(ScenarioChanges, structuredClone(changes));
  return Value.Check(ScenarioChanges, clean) ? clean : changes;
};

/** Against the ground of today; what is gone later is told with the result. */
async function check(
  { db, networks }: Options,
  path: readonly string[],
  changes: readonly ScenarioChange[],
): Promise<void> {
  const regions = await listRegions(db);
  const region = regions.find(({ id }) => id === path[0]) ?? regionOf(regions, [0, 0], path[0]);
  const stations = await listStations(db, null);
  const { network } = await networks.get("foot", region);
  const checked = checkScenario(changes, { stations, network, box: region.box });
  if (!checked.ok) throw new Problem(checked.error);
  // Ways are drawn as they will be: one that meets no other is refused before it is kept.
  await networks.get("foot", region, changes);
}

type Done = "made" | "changed" | "shared" | "unshared" | "deleted";

interface Told {
  readonly scenario: Pick<ScenarioRow, "id" | "path" | "isShared">;
  readonly done: Done;
}

/** Written down; and where it is shared, whoever sees coverage there hears of it. */
async function tell(trx: Db, request: FastifyRequest, { scenario, done }: Told): Promise<void> {
  const { accountId } = whoAsks(request);
  const { id, path, isShared } = scenario;
  await writeAudit(trx, { accountId, action: `coverage.scenario-${done}`, object: id, detail: {} });
  if (!isShared) return;
  await append(trx, [
    {
      kind: "coverage.scenario-changed",
      subject: id,
      scopePath: [...path],
      payload: { scenarioId: id, done },
    },
  ]);
}

const replyOf = (row: ScenarioRow, request: FastifyRequest): ScenarioReply => ({
  id: row.id,
  areaId: row.areaId,
  areaName: row.areaName,
  name: row.name,
  note: row.note,
  isShared: row.isShared,
  owner: row.owner,
  isMine: row.ownerId === whoAsks(request).accountId,
  revision: row.revision,
  changes: [...row.changes],
  version: row.version,
  day: row.day,
  changedAt: row.changedAt.toISOString(),
});
