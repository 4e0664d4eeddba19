import {
  RuleImportQuery,
  RuleImportReply,
  RuleTablesQuery,
} from "@onegrid/core/dispatch/rules-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { contentDisposition, fileNameOfWords, FILES } from "../../export/file.ts";
import { takePassingFiles } from "../../ingest/passing-file.ts";
import { localDay } from "../../access/sessions.ts";
import { refuseUnknownQuery } from "../../operations/refuse-unknown-query.ts";
import { MOST_RULES_BYTES, planRulesFile, readRulesFile } from "./plan-rules-file.ts";
import { requireWholeBook } from "./whole-book.ts";
import { rulesCsv, rulesFileName, rulesWorkbook } from "./rules-file.ts";
import { rulesOf } from "./rules-in-force.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly dataDir: string;
}

const managing = { rule: "rules.manage" } as const;

/** The rule book as tables: out to a spreadsheet, and back as changes to be looked at. */
export const ruleTablesRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, dataDir } = options;
  refuseUnknownQuery(app);
  const readPassing = await takePassingFiles(app, `${dataDir}/rules`, MOST_RULES_BYTES);

  app.get(
    "/api/rules/tables",
    {
      config: { ...managing, answers: { media: "application/octet-stream" } },
      schema: { querystring: RuleTablesQuery },
    },
    async (request, reply) => {
      const { format, table = "categories", language, isTemplate = false } = request.query;
      const book = isTemplate ? null : (await rulesOf(db)).book;
      const { media, extension } = FILES[format];
      const words = [rulesFileName(format === "csv" ? table : null, language)];
      if (book !== null) words.push(String(book.edition), localDay(now()));
      const name = fileNameOfWords(words, extension);
      return reply
        .type(media)
        .header("content-disposition", contentDisposition(name, false))
        .send(
          format === "csv" ? rulesCsv(book, table, language) : await rulesWorkbook(book, language),
        );
    },
  );

  app.post(
    "/api/rules/tables",
    {
      config: {
        ...managing,
        takes: "multipart/form-data",
      },
      schema: { querystring: RuleImportQuery, response: { 200: RuleImportReply } },
    },
    async (request) => {
      await requireWholeBook(db, request);
      return readPassing(request, async ({ path, name }) => {
        const read = await readRulesFile(path, name);
        return planRulesFile(db, { ...read, fileName: name }, request.query);
      });
    },
  );
};
