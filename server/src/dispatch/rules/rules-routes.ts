import { RuleBookReply } from "@onegrid/core/dispatch/rules-contract";
import type { RuleBook } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { rulesOf } from "./rules-in-force.ts";

interface Options {
  readonly db: Db;
}

/** The rule book (规则库): classes, limits and calendar. Everybody who is signed in reads it. */
export const rulesRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db }) => {
  app.get(
    "/api/rules",
    { config: { rule: "signed-in" }, schema: { response: { 200: RuleBookReply } } },
    async () => replyOf((await rulesOf(db)).book),
  );
};

const replyOf = ({ edition, categories, limits, calendar }: RuleBook): RuleBookReply => ({
  edition,
  categories: categories.map((each) => ({
    ...each,
    finishFields: [...each.finishFields],
    keywords: [...each.keywords],
  })),
  limits: limits.map((each) => ({
    ...each,
    categories: each.categories && [...each.categories],
    milestones: [...each.milestones],
  })),
  calendar: {
    ...calendar,
    weeks: calendar.weeks.map((week) => ({ ...week, days: week.days.map((day) => [...day]) })),
    knownYears: [...calendar.knownYears],
  },
});
