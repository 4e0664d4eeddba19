import { parseOpeningHours } from "@onegrid/core/coverage";
import { StationBody, StationReply } from "@onegrid/core/coverage/station-contract";
import { readHours } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { lockStationPath, updateStation } from "@onegrid/db/coverage";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { writeAudit } from "../../access/audit.ts";
import { requireAt, whoAsks } from "../../access/guard.ts";
import type { LiveHub } from "../../live/hub.ts";
import { raiseLayers } from "../../live/raise-layers.ts";
import { Problem } from "../../problem.ts";

interface Options {
  readonly db: Db;
  readonly hub: LiveHub;
}

/** Facts of a station that coverage counts with, corrected by whoever may bring them in. */
export const stationRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, hub }) => {
  app.put(
    "/api/stations/:id",
    {
      config: { rule: "import.run" },
      schema: {
        params: Type.Object({ id: Type.String({ maxLength: 200 }) }),
        body: StationBody,
        response: { 200: StationReply },
      },
    },
    async (request): Promise<StationReply> => {
      const { id } = request.params;
      const facts = tidy(request.body);
      await db.transaction().execute(async (trx) => {
        const path = await lockStationPath(trx, id);
        if (!path) throw new Problem({ code: "request.not-found" });
        requireAt(request, "import.run", path);
        await updateStation(trx, id, facts);
        const { accountId } = whoAsks(request);
        await writeAudit(trx, {
          accountId,
          action: "station.edit",
          object: id,
          detail: { ...facts },
        });
        await raiseLayers(trx, ["stations"]);
      });
      hub.wake();
      return { id, ...facts };
    },
  );
};

function tidy({ hours, services, ...facts }: StationBody): Omit<StationReply, "id"> {
  const kept = services.map((service) => service.trim()).filter((service) => service !== "");
  return { ...facts, hours: hours === null ? null : hoursOf(hours), services: [...new Set(kept)] };
}

/** Chinese words become the notation that is kept; what stays unknown is refused with its text. */
function hoursOf(text: string): string {
  const hours = readHours(text) ?? text.trim();
  const slots = parseOpeningHours(hours);
  if (!slots.ok) throw new Problem({ ...slots.error, text });
  return hours;
}
