import { OPEN_STATES } from "@onegrid/core/dispatch";
import { SurroundingsReply } from "@onegrid/core/division/contract";
import { readAs, type Db } from "@onegrid/db";
import {
  countTeams,
  listCasesBetween,
  listStationsBetween,
  loadDivision,
} from "@onegrid/db/division";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Position } from "@onegrid/core/geometry";
import { scopeFor } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import { sightFor } from "../sight-for.ts";
import { requireMine } from "./edit-division.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** What a planner must have in view while drawing: stations, open cases, teams of a community. */
export const surroundingsRoute: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/divisions/:id/surroundings",
    {
      config: { rule: "plan.read" },
      schema: { params: Params, response: { 200: SurroundingsReply } },
    },
    async (request) => {
      const { id } = request.params;
      const seen = await readAs(db, sightFor(request), async (trx) => {
        const asked = { divisionId: id, scope: scopeFor(request, "plan.read"), accountId: null };
        const row = requireMine(await loadDivision(trx, id), asked);
        const between = { communityId: row.communityId, before: null, after: null };
        const stations = await listStationsBetween(trx, between);
        const cases = await listCasesBetween(trx, between, OPEN_STATES);
        return { row, stations, cases };
      });
      // Teams are counted and nobody is named: the wall keeps duties to itself.
      const teams = await countTeams(db, seen.row.communityId, localDay(now()));
      return {
        stations: seen.stations.map((station) => ({
          id: station.id,
          name: station.name,
          kind: station.kind,
          position: pointOf(station.position),
        })),
        cases: seen.cases.map(({ position }) => pointOf(position)),
        teams: teams.map((team) => ({ ...team })),
      };
    },
  );
};

const pointOf = ([lng, lat]: Position): [number, number] => [lng, lat];
