import { PublicStatisticsReply } from "@onegrid/core/dispatch/public-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { publicStatistics } from "./public-statistics.ts";

/**
 * Figures for anybody, where the installation wants that. They are counted once a day: whoever asks
 * every minute learns nothing from how a number changes, and costs nothing.
 */
export const publicStatisticsRoutes: FastifyPluginAsyncTypebox<{
  readonly db: Db;
  readonly now: () => Date;
  readonly isOn: boolean;
}> = async (app, { db, now, isOn }) => {
  let kept: { readonly day: string; readonly reply: Promise<PublicStatisticsReply> } | undefined;
  const ofDay = (day: string): Promise<PublicStatisticsReply> => {
    if (kept?.day === day) return kept.reply;
    const counting = { day, reply: publicStatistics(db, day) };
    kept = counting;
    // What went wrong is not kept: the next one asks again.
    counting.reply.catch(() => {
      if (kept === counting) kept = undefined;
    });
    return counting.reply;
  };

  app.get(
    "/api/public/statistics",
    {
      config: { rule: "public", rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: { response: { 200: PublicStatisticsReply } },
    },
    async (_request, reply) => {
      if (!isOn) throw new Problem({ code: "request.not-found" });
      const figures = await ofDay(localDay(now()));
      return reply.header("cache-control", "public, max-age=3600").send(figures);
    },
  );
};
