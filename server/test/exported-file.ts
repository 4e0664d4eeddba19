import type { ExportBody } from "@onegrid/core/division/export-contract";
import type { ExportReply } from "@onegrid/core/export/contract";
import { expect } from "vitest";
import type { Asker } from "./demo-town.ts";

interface Asked {
  readonly format: string;
}

/** Asks for an export of any capability and waits until it is over. */
export async function finishedJob(asker: Asker, path: string, body: Asked): Promise<ExportReply> {
  const started = await asker.post<ExportReply>(path, body);
  expect([started.status, started.body]).toMatchObject([202, { format: body.format }]);
  for (;;) {
    const { body: job } = await asker.get<ExportReply>(`/api/exports/${started.body.id}`);
    if (job.state !== "waiting" && job.state !== "working") return job;
    await new Promise((resolve) => void setTimeout(resolve, 30));
  }
}

/** Of a plan or the grids in force. */
export const finishedExport = (asker: Asker, body: ExportBody): Promise<ExportReply> =>
  finishedJob(asker, "/api/exports", body);

export interface TakenFile {
  readonly bytes: Buffer;
  readonly disposition: string;
}

/** The file of a job that went well, and what it is called. */
export async function takenFile(asker: Asker, job: ExportReply): Promise<TakenFile> {
  expect(job).toMatchObject({ state: "done", refusal: null });
  const reply = await asker.raw(`/api/exports/${job.id}/file`);
  expect([reply.statusCode, reply.rawPayload.length]).toEqual([200, job.bytes]);
  return { bytes: reply.rawPayload, disposition: String(reply.headers["content-disposition"]) };
}

/** The file of an export that goes well. */
export const exportedFile = async (asker: Asker, body: ExportBody): Promise<TakenFile> =>
  takenFile(asker, await finishedExport(asker, body));
