import type { ExportBody, ExportReply } from "@onegrid/core/division/export-contract";
import { expect } from "vitest";
import type { Asker } from "./demo-town.ts";

/** Asks for an export and waits until it is over. */
export async function finishedExport(asker: Asker, body: ExportBody): Promise<ExportReply> {
  const started = await asker.post<ExportReply>("/api/exports", body);
  expect([started.status, started.body]).toMatchObject([202, { format: body.format }]);
  for (;;) {
    const { body: job } = await asker.get<ExportReply>(`/api/exports/${started.body.id}`);
    if (job.state !== "waiting" && job.state !== "working") return job;
    await new Promise((resolve) => void setTimeout(resolve, 30));
  }
}

/** The file of an export that goes well, and what it is called. */
export async function exportedFile(
  asker: Asker,
  body: ExportBody,
): Promise<{ readonly bytes: Buffer; readonly disposition: string }> {
  const job = await finishedExport(asker, body);
  expect(job).toMatchObject({ state: "done", refusal: null });
  const reply = await asker.raw(`/api/exports/${job.id}/file`);
  expect([reply.statusCode, reply.rawPayload.length]).toEqual([200, job.bytes]);
  return { bytes: reply.rawPayload, disposition: String(reply.headers["content-disposition"]) };
}
