import { dayOfIso, isoOfDay } from "@onegrid/core/civil-day";
import {
  DutyAnswerQuery,
  DutyAnswerReply,
  DutyChangesBody,
  DutyChoicesReply,
  DutyListReply,
  DutyMovesReply,
  DutyPreviewReply,
  DutySavedReply,
} from "@onegrid/core/dispatch/duty-list-contract";
import { readAs, type Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { requireAt, scopeFor, whoAsks } from "../../access/guard.ts";
import { localDay } from "../../access/sessions.ts";
import { locate } from "../cases/place-of.ts";
import { requireCategory } from "../rules/require-category.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { requireWholeBook } from "../rules/whole-book.ts";
import { takePassingFiles } from "../../ingest/passing-file.ts";
import { languageOf } from "../../problem-sentence.ts";
import { refuseUnknownQuery } from "../../operations/refuse-unknown-query.ts";
import { Problem } from "../../problem.ts";
import { sightFor } from "../../sight-for.ts";
import { answerDuty } from "./answer-duty.ts";
import { saveDuties } from "./change-duty-list.ts";
import { dutyChoices, listDuties } from "./list-duties.ts";
import { previewDutyMoves } from "./moved-cases.ts";
import { MOST_DUTY_BYTES, previewDutyFile } from "./read-duty-file.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly dataDir: string;
}

const managing = { rule: "rules.manage" } as const;

/** The duty list (责任清单). Whoever reads the map of an area reads what concerns it; who keeps the rules keeps it. */
export const dutyListRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, dataDir } = options;
  refuseUnknownQuery(app);
  const readPassing = await takePassingFiles(app, `${dataDir}/duty-list`, MOST_DUTY_BYTES);

  app.get(
    "/api/duty-list",
    { config: { rule: "map.read" }, schema: { response: { 200: DutyListReply } } },
    (request) =>
      listDuties(db, {
        scope: scopeFor(request, "map.read"),
        sight: sightFor(request),
        now: now(),
      }),
  );

  app.get(
    "/api/duty-list/answer",
    {
      config: { rule: "map.read" },
      schema: { querystring: DutyAnswerQuery, response: { 200: DutyAnswerReply } },
    },
    async (request) => {
      const { lng, lat, categoryId, day = localDay(now()) } = request.query;
      if (isoOfDay(dayOfIso(day)) !== day)
        throw new Problem({ code: "request.invalid", place: "query/day", reason: "no such day" });
      requireCategory((await rulesOf(db)).book, categoryId, day);
      const located = await readAs(db, sightFor(request), (trx) =>
        locate(trx, { position: [lng, lat], address: "", day }),
      );
      requireAt(request, "map.read", located.scopePath);
      return answerDuty(db, { located, categoryId, day });
    },
  );

  app.get(
    "/api/duty-list/choices",
    { config: managing, schema: { response: { 200: DutyChoicesReply } } },
    async (request) => {
      await requireWholeBook(db, request);
      return dutyChoices(db, now());
    },
  );

  app.post(
    "/api/duty-list/changes",
    {
      bodyLimit: MOST_DUTY_BYTES,
      config: managing,
      schema: { body: DutyChangesBody, response: { 200: DutySavedReply } },
    },
    async (request) => {
      await requireWholeBook(db, request);
      const { accountId } = whoAsks(request);
      return saveDuties(db, request.body, { accountId, now: now() });
    },
  );

  app.post(
    "/api/duty-list/moves",
    {
      bodyLimit: MOST_DUTY_BYTES,
      config: managing,
      schema: { body: DutyChangesBody, response: { 200: DutyMovesReply } },
    },
    async (request) => {
      await requireWholeBook(db, request);
      return previewDutyMoves(db, request.body, now());
    },
  );

  app.post(
    "/api/duty-list/preview",
    {
      config: {
        ...managing,
        takes: "multipart/form-data",
        answers: { status: 200, schema: DutyPreviewReply },
      },
    },
    async (request) => {
      await requireWholeBook(db, request);
      const language = languageOf(request.headers["accept-language"]);
      return readPassing(request, ({ path, name }) =>
        previewDutyFile(db, { path, name, language, now: now() }),
      );
    },
  );
};
