import { PeopleQuery, PositionBody, PositionTaken } from "@onegrid/core/dispatch/position-contract";
import type { Bbox } from "@onegrid/core/geometry";
import { forgetStaffPosition } from "@onegrid/db/dispatch";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor, whoAsks } from "../../access/guard.ts";
import { openLine, watchLine, type LineWatch } from "../../live/line.ts";
import { refuseUnknownQuery } from "../../operations/refuse-unknown-query.ts";
import { Problem } from "../../problem.ts";
import { sightFor } from "../../sight-for.ts";
import type { PeopleHub } from "./people-hub.ts";
import { takePosition } from "./take-position.ts";

interface Options extends LineWatch {
  readonly people: PeopleHub;
}

/** Where people on shift are (在班人员位置). */
export const positionRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, people } = options;
  refuseUnknownQuery(app);

  app.post(
    "/api/positions",
    {
      config: { rule: "case.act" },
      schema: { body: PositionBody, response: { 200: PositionTaken } },
    },
    (request) =>
      takePosition(db, request.body, { accountId: whoAsks(request).accountId, now: now() }),
  );

  app.delete(
    "/api/positions",
    { config: { rule: "case.act" }, schema: { response: { 204: Type.Null() } } },
    async (request, reply) => {
      await forgetStaffPosition(db, whoAsks(request).accountId);
      people.look();
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/positions/stream",
    {
      config: { rule: "staff.locate", answers: { media: "text/event-stream" } },
      schema: { querystring: PeopleQuery },
    },
    async (request, reply) => {
      const sight = {
        scope: scopeFor(request, "staff.locate"),
        seen: sightFor(request).staff,
        box: boxIn(request.query.box),
      };
      const line = openLine(reply);
      const leaving = people.join({ ...sight, line });
      leaving.catch((error: unknown) => {
        request.log.error(error);
        line.end();
      });
      watchLine(request, reply.raw, options, {
        line,
        beat: () => line.send("event: beat\ndata: {}\n\n"),
        leave: () => void leaving.then((leave) => leave()).catch(() => undefined),
      });
    },
  );
};

function boxIn(text: string): Bbox {
  const [west = 0, south = 0, east = 0, north = 0] = text.split(",").map(Number);
  const isBox = west < east && south < north && north <= 90 && south >= -90;
  if (!isBox || west < -180 || east > 180) throw new Problem({ code: "dispatch.position-box-odd" });
  return [west, south, east, north];
}
