import type { CardsReply, FoundReply } from "@onegrid/core/dispatch/cards-contract";
import type {
  BatchBody,
  BatchReply,
  AddressReply,
  CaseDetail,
  CaseListReply,
  CaseReply,
  CommandBody,
  EndedListReply,
  IntakeHelpBody,
  IntakeHelpReply,
  LocateReply,
  PhotoReply,
  RecommendationReply,
  ReportCaseBody,
} from "@onegrid/core/dispatch/contract";
import { ApiProblem, isProblem, readProblem, route, speakerHeader } from "../../api.ts";

/** All open cases as columns: see `decodeOpenCases`. */
export const getOpenCases = route<undefined, ArrayBuffer>()("GET", "/api/cases/open");
export const getCards = route<undefined, CardsReply>()("GET", "/api/cases/cards");
export const getFound = route<undefined, FoundReply>()("GET", "/api/cases/found");
export const getCases = route<undefined, CaseListReply>()("GET", "/api/cases");
export const getEndedCases = route<undefined, EndedListReply>()("GET", "/api/cases/ended");
export const getCase = route<undefined, CaseDetail>()("GET", "/api/cases/:id");
export const postReport = route<ReportCaseBody, CaseReply>()("POST", "/api/cases");
/** A union of bodies as one type: the route's arguments would come apart by its members. */
export interface CommandMessage extends Pick<
  CommandBody,
  "verb" | "expectedVersion" | "idempotencyKey"
> {
  readonly fields: object;
}
export const postCommand = route<CommandMessage, CaseReply>()("POST", "/api/cases/:id/commands");
export const getRecommendation = route<undefined, RecommendationReply>()(
  "GET",
  "/api/cases/:id/recommendation",
);
export const postBatch = route<BatchBody, BatchReply>()("POST", "/api/cases/batch");
export const postHelp = route<IntakeHelpBody, IntakeHelpReply>()("POST", "/api/cases/help");
export const getLocate = route<undefined, LocateReply>()("GET", "/api/locate");
export const getAddresses = route<undefined, AddressReply>()("GET", "/api/addresses");

/** A key for one intent: every try of it carries the same. (`randomUUID` needs HTTPS.) */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const RETRY_WAITS_MS = [600, 1500, 3000];

/**
 * Sends something that carries a key until the server has answered: a line that breaks in between
 * leaves it unknown whether it was done, and the key makes a second try harmless.
 */
export async function sendKeyed<Reply>(send: () => Promise<Reply>): Promise<Reply> {
  for (const wait of RETRY_WAITS_MS) {
    try {
      return await send();
    } catch (error) {
      if (!isProblem(error, "network.unreachable")) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return send();
}

/** Takes a picture in; it goes as bytes, so `call` does not fit. */
export async function uploadPhoto(picture: Blob): Promise<string> {
  const response = await fetch("/api/photos", {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "image/jpeg", "x-onegrid": "1", ...speakerHeader() },
    body: picture,
  }).catch((error: unknown) => unreachable(String(error)));
  if (!response.ok) throw new ApiProblem(await readProblem(response));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the route
  return ((await response.json()) as PhotoReply).hash;
}

function unreachable(detail: string): never {
  const code = "network.unreachable";
  throw new ApiProblem({ code, status: 0, detail, requestId: "", values: {} });
}
