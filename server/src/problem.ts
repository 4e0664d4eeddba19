import type { AccessProblem } from "@onegrid/core/access/contract";

/** Refusals that belong to no capability. */
export type ServerProblem =
  | { readonly code: "request.invalid"; readonly place: string; readonly reason: string }
  | { readonly code: "request.not-found" }
  | { readonly code: "request.too-large"; readonly maxBytes: number }
  | { readonly code: "tiles.stale"; readonly revision: number }
  | { readonly code: "tiles.unknown-layer"; readonly layer: string }
  | { readonly code: "db.restarting" }
  | { readonly code: "server.fault"; readonly requestId: string };

/** Grows by one union member per capability. */
export type DomainProblem = AccessProblem | ServerProblem;

const STATUS: Record<DomainProblem["code"], number> = {
  "access.signed-out": 401,
  "access.wrong-password": 401,
  "access.too-many-attempts": 429,
  "access.forbidden": 403,
  "access.cross-site": 403,
  "access.personal-text": 422,
  "request.invalid": 400,
  "request.not-found": 404,
  "request.too-large": 413,
  "tiles.stale": 409,
  "tiles.unknown-layer": 404,
  "db.restarting": 503,
  "server.fault": 500,
};

/** Thrown inside a transaction so that it rolls back; turned into a reply in one place. */
export class Problem extends Error {
  readonly problem: DomainProblem;

  constructor(problem: DomainProblem) {
    super(problem.code);
    this.problem = problem;
  }

  get status(): number {
    return STATUS[this.problem.code];
  }
}

/** The body of a refusal (RFC 9457): the code and its values; the page has the sentence. */
export const problemBody = (
  problem: DomainProblem,
  requestId: string,
): Readonly<Record<string, unknown>> => ({
  ...problem,
  type: `about:blank#${problem.code}`,
  title: problem.code,
  status: STATUS[problem.code],
  instance: requestId,
});
