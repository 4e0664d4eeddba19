import type { ExportBody } from "@onegrid/core/division/export-contract";
import type { ExportReply } from "@onegrid/core/export/contract";
import { useEffect, useRef, useState } from "react";
import { addressOf, ApiProblem, call, route } from "../api.ts";

const postExport = route<ExportBody, ExportReply>()("POST", "/api/exports");
const getExport = route<undefined, ExportReply>()("GET", "/api/exports/:id");
const deleteExport = route()("DELETE", "/api/exports/:id");

/** Where the file of an export is; `inline` for a page of its own in the browser. */
export const exportFileAddress = (id: string, inline = false): string =>
  addressOf("/api/exports/:id/file", { id }, inline ? { inline: true } : undefined);

export type ExportRun =
  | { readonly kind: "none" }
  | { readonly kind: "running"; readonly reply: ExportReply | null }
  | { readonly kind: "done"; readonly reply: ExportReply }
  | { readonly kind: "failed"; readonly error: unknown };

export interface ExportJob<Wanted = ExportBody> {
  readonly run: ExportRun;
  readonly start: (wanted: Wanted) => void;
  readonly cancel: () => void;
}

const ASK_AGAIN_MS = 400;

/** Exports of a plan or the grids in force. */
export const useExportJob = (): ExportJob =>
  useJobOf((body: ExportBody) => call(postExport, { body }));

/**
 * One export at a time: begun by `begin`, asked after until it is over, its file taken; ended when nobody
 * looks any more.
 */
export function useJobOf<Wanted>(
  begin: (wanted: Wanted) => Promise<ExportReply>,
): ExportJob<Wanted> {
  const [run, setRun] = useState<ExportRun>({ kind: "none" });
  const present = useRef<AbortController | null>(null);
  const cancel = (): void => {
    present.current?.abort();
    present.current = null;
    setRun({ kind: "none" });
  };
  useEffect(() => () => present.current?.abort(), []);
  const start = (wanted: Wanted): void => {
    present.current?.abort();
    const own = new AbortController();
    present.current = own;
    setRun({ kind: "running", reply: null });
    followExport(begin(wanted), own.signal, (reply) => setRun({ kind: "running", reply })).then(
      (reply) => {
        if (own.signal.aborted) return;
        setRun({ kind: "done", reply });
        takeFile(reply);
      },
      (error: unknown) => {
        if (!own.signal.aborted) setRun({ kind: "failed", error });
      },
    );
  };
  return { run, start, cancel };
}

async function followExport(
  begun: Promise<ExportReply>,
  signal: AbortSignal,
  onProgress: (reply: ExportReply) => void,
): Promise<ExportReply> {
  let reply = await begun;
  const { id } = reply;
  while (reply.state === "waiting" || reply.state === "working") {
    if (signal.aborted) {
      await call(deleteExport, { params: { id } });
      return reply;
    }
    onProgress(reply);
    await new Promise((resolve) => void setTimeout(resolve, ASK_AGAIN_MS));
    reply = await call(getExport, { params: { id } });
  }
  if (reply.state !== "done") throw refused(reply);
  return reply;
}

function refused({ refusal }: ExportReply): ApiProblem {
  const code = refusal?.code ?? "server.fault";
  return new ApiProblem({ code, status: 422, detail: "", requestId: "", values: { ...refusal } });
}

/** As if a link to it had been pressed. */
function takeFile({ id, fileName }: ExportReply): void {
  const link = document.createElement("a");
  link.href = exportFileAddress(id);
  link.download = fileName ?? "";
  document.body.append(link);
  link.click();
  link.remove();
}
