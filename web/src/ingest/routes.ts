import type { PlanTrial, SourceDescription } from "@onegrid/core/ingest";
import type {
  DescribeBody,
  ImportReply,
  PreviewBody,
  RejectsReply,
  StartImportBody,
} from "@onegrid/core/ingest/contract";
import { ApiProblem, route } from "../api.ts";

export const readImport = route<undefined, ImportReply>()("GET", "/api/imports/:id");
export const describeFile = route<DescribeBody, SourceDescription>()(
  "POST",
  "/api/imports/:id/describe",
);
export const previewPlan = route<PreviewBody, PlanTrial>()("POST", "/api/imports/:id/preview");
export const startImport = route<StartImportBody, ImportReply>()("POST", "/api/imports/:id/start");
export const cancelImport = route()("DELETE", "/api/imports/:id");
export const readRejects = route<undefined, RejectsReply>()("GET", "/api/imports/:id/rejects");
export const REJECTS_CSV = "/api/imports/:id/rejects.csv";

export interface Sending {
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** `fetch` does not tell how much of a body is sent; only this old way does. */
export function uploadFiles(files: readonly File[], { onSent, signal }: Sending) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  const request = new XMLHttpRequest();
  return new Promise<ImportReply>((resolve, reject) => {
    request.open("POST", "/api/imports");
    request.setRequestHeader("x-onegrid", "1");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onSent(event.loaded));
    request.addEventListener("error", () => reject(unreachable()));
    request.addEventListener("load", () => {
      const body: unknown = request.response;
      if (isReply(body) && request.status === 201) resolve(body);
      else reject(problemOf(request.status, body));
    });
    signal.addEventListener("abort", () => {
      request.abort();
      reject(signal.reason);
    });
    request.send(form);
  });
}

/** The server's own contract: `files` and `state` tell it from a problem. */
const isReply = (body: unknown): body is ImportReply =>
  typeof body === "object" && body !== null && "files" in body && "state" in body;

const unreachable = (): ApiProblem =>
  new ApiProblem({
    code: "network.unreachable",
    status: 0,
    detail: "",
    requestId: "",
    values: {},
  });

function problemOf(status: number, body: unknown): ApiProblem {
  const values: Record<string, unknown> =
    typeof body === "object" && body !== null ? { ...body } : {};
  const read = (key: string): string => {
    const value = values[key];
    return typeof value === "string" ? value : "";
  };
  return new ApiProblem({
    code: read("code") || (status >= 500 ? "server.fault" : "request.invalid"),
    status,
    detail: read("detail"),
    requestId: read("instance"),
    values,
  });
}
