import {
  RuleBookReply,
  RuleChangesBody,
  RuleEditionsReply,
  RulePreviewReply,
  RuleSavedReply,
} from "@onegrid/core/dispatch/rules-contract";
import type { RuleBook } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { whoAsks } from "../../access/guard.ts";
import type { LiveHub } from "../../live/hub.ts";
import { previewRules, saveRules } from "./change-rules.ts";
import { ruleEditions } from "./rule-editions.ts";
import { rulesOf } from "./rules-in-force.ts";
import { requireWholeBook } from "./whole-book.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
}

const managing = { rule: "rules.manage" } as const;
/** A whole tree of classes with their words. */
const MOST_BYTES = 4_000_000;

/** The rule book (规则库): classes, limits and calendar. Everybody who is signed in reads it. */
export const rulesRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub } = options;
  app.get(
    "/api/rules",
    { config: { rule: "signed-in" }, schema: { response: { 200: RuleBookReply } } },
    async () => replyOf((await rulesOf(db)).book),
  );

  app.get(
    "/api/rules/editions",
    { config: managing, schema: { response: { 200: RuleEditionsReply } } },
    async () => ({ editions: await ruleEditions(db) }),
  );

  app.post(
    "/api/rules/preview",
    {
      bodyLimit: MOST_BYTES,
      config: managing,
      schema: { body: RuleChangesBody, response: { 200: RulePreviewReply } },
    },
    async (request) => {
      await requireWholeBook(db, request);
      return previewRules(db, request.body);
    },
  );

  app.post(
    "/api/rules/changes",
    {
      bodyLimit: MOST_BYTES,
      config: managing,
      schema: { body: RuleChangesBody, response: { 200: RuleSavedReply } },
    },
    async (request) => {
      await requireWholeBook(db, request);
      const saved = await saveRules(db, whoAsks(request).accountId, request.body, now());
      hub.wake();
      return saved;
    },
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
