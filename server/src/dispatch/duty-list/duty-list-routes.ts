import multipart from "@fastify/multipart";
import {
  DutyChangesBody,
  DutyChoicesReply,
  DutyListReply,
  DutyPreviewReply,
  DutySavedReply,
} from "@onegrid/core/dispatch/duty-list-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor, whoAsks } from "../../access/guard.ts";
import { requireWholeBook } from "../rules/whole-book.ts";
import { refuseBrokenForm, uploadParts } from "../../ingest/receive-import.ts";
import { UploadStore } from "../../ingest/upload-store.ts";
import { languageOf } from "../../problem-sentence.ts";
import { Problem } from "../../problem.ts";
import { sightFor } from "../../sight-for.ts";
import { saveDuties } from "./change-duty-list.ts";
import { dutyChoices, listDuties } from "./list-duties.ts";
import { MOST_DUTY_BYTES, previewDutyFile } from "./read-duty-file.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly dataDir: string;
}

const managing = { rule: "rules.manage" } as const;

/** The duty list (责任清单). Desks read what concerns their areas; who keeps the rules keeps it. */
export const dutyListRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, dataDir } = options;
  const uploads = new UploadStore(`${dataDir}/duty-list`, MOST_DUTY_BYTES);
  await uploads.sweep();
  await app.register(multipart, { limits: { fileSize: MOST_DUTY_BYTES + 1, files: 1, fields: 0 } });

  app.get(
    "/api/duty-list",
    { config: { rule: "case.read" }, schema: { response: { 200: DutyListReply } } },
    (request) =>
      listDuties(db, {
        scope: scopeFor(request, "case.read"),
        sight: sightFor(request),
        now: now(),
      }),
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
      const { id, files } = await uploads.receive(uploadParts(request)).catch(refuseBrokenForm);
      try {
        const [file] = files;
        if (!file) throw new Problem({ code: "ingest.no-files" });
        const language = languageOf(request.headers["accept-language"]);
        const { path, name } = file;
        return await previewDutyFile(db, { path, name, language, now: now() });
      } finally {
        // What it says is in the answer: nothing of it is kept.
        await uploads.remove(id);
      }
    },
  );
};
