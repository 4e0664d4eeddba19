import {
  HolderImportQuery,
  HolderImportReply,
  HolderTableQuery,
} from "@onegrid/core/dispatch/holder-table-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { localDay } from "../../access/sessions.ts";
import { contentDisposition, fileNameOfWords, FILES } from "../../export/file.ts";
import { takePassingFiles } from "../../ingest/passing-file.ts";
import { holderFile, importHolders, MOST_HOLDER_BYTES } from "./holder-table.ts";
import { keeperOf } from "./keeper-of.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly dataDir: string;
}

const config = { rule: "emergency.manage" } as const;

/** Who holds the seats of an emergency plan, as a table for a spreadsheet: out, and back in. */
export const holderTableRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, dataDir } = options;
  const readPassing = await takePassingFiles(app, `${dataDir}/emergency`, MOST_HOLDER_BYTES);

  app.get(
    "/api/emergency/plan/seats/table",
    {
      config: { ...config, answers: { media: "application/octet-stream" } },
      schema: { querystring: HolderTableQuery },
    },
    async (request, reply) => {
      const { format, language, isTemplate = false } = request.query;
      const sent = await holderFile(db, keeperOf(request), { ...request.query, now: now() });
      const { media, extension } = FILES[format];
      const words = [language === "en" ? "Seats" : "平急人员"];
      if (!isTemplate) words.push(localDay(now()));
      return reply
        .type(media)
        .header("content-disposition", contentDisposition(fileNameOfWords(words, extension), false))
        .send(sent);
    },
  );

  app.post(
    "/api/emergency/plan/seats/table",
    {
      config: { ...config, takes: "multipart/form-data" },
      schema: { querystring: HolderImportQuery, response: { 200: HolderImportReply } },
    },
    (request) =>
      readPassing(request, (file) =>
        importHolders(db, keeperOf(request), { ...request.query, file, now: now() }),
      ),
  );
};
