import type { AccessProblem } from "@onegrid/core/access/contract";
import type { CoverageProblem } from "@onegrid/core/coverage/contract";
import type { DivisionProblem } from "@onegrid/core/division/contract";
import type { BuildError } from "@onegrid/core/topology";
import type { DispatchProblem } from "@onegrid/core/dispatch/contract";
import type { IngestProblem } from "@onegrid/core/ingest/contract";
import { sentencesOf, type Language } from "./problem-sentence.ts";
import { DISPATCH_STATUS } from "./problem-dispatch.ts";

/** Refusals that belong to no capability. */
type ServerProblem =
  | { readonly code: "request.invalid"; readonly place: string; readonly reason: string }
  | { readonly code: "request.not-found" | "request.too-slow" }
  | { readonly code: "request.too-large" | "request.header-too-large"; readonly maxBytes: number }
  | { readonly code: "tiles.stale"; readonly revision: number }
  | { readonly code: "tiles.unknown-layer"; readonly layer: string }
  | { readonly code: "db.restarting" | "db.disk-full" }
  | { readonly code: "server.fault"; readonly requestId: string };

/** Grows by one union member per capability. */
export type DomainProblem =
  | AccessProblem
  | CoverageProblem
  | DivisionProblem
  | BuildError
  | DispatchProblem
  | IngestProblem
  | ServerProblem;

const STATUS: Record<DomainProblem["code"], number> = {
  "access.signed-out": 401,
  "access.wrong-password": 401,
  "access.too-many-attempts": 429,
  "access.busy": 503,
  "access.forbidden": 403,
  "access.cross-site": 403,
  "access.other-account": 401,
  "access.password-change-due": 403,
  "access.password-short": 422,
  "access.password-long": 422,
  "access.password-common": 422,
  "access.password-own-name": 422,
  "access.password-plain": 422,
  "access.set-up-closed": 403,
  "access.login-taken": 409,
  "access.unknown-person": 404,
  "access.preview-stale": 409,
  "access.unknown-object": 404,
  "access.unknown-role": 422,
  "access.unknown-area": 422,
  "access.bad-dates": 422,
  "access.own-account": 422,
  "access.shared-account": 403,
  "access.personal-text": 422,
  "access.bad-key": 401,
  "access.key-ended": 401,
  "access.key-address": 403,
  "access.key-unanswered": 403,
  "access.key-in-address": 400,
  "access.two-credentials": 400,
  "access.not-for-keys": 403,
  "access.unknown-key": 404,
  "access.shared-key": 403,
  "access.bad-address-range": 422,
  "access.bad-expiry": 422,
  "access.unknown-duty": 404,
  "access.unknown-delegation": 404,
  "access.not-a-colleague": 422,
  "access.delegation-area": 422,
  "access.delegation-category": 422,
  "access.delegation-dates": 422,
  "access.delegation-too-long": 422,
  "access.too-many-delegations": 422,
  "access.secret-key-missing": 503,
  "access.secret-unreadable": 503,
  "access.wrong-code": 401,
  "access.step-over": 401,
  "access.factor-due": 403,
  "access.factor-demanded": 422,
  "access.factor-off": 409,
  "access.enrolment-over": 409,
  "access.sso-off": 404,
  "access.sso-away": 503,
  "access.sso-over": 401,
  "access.sso-refused": 401,
  "access.sso-no-account": 403,
  "coverage.bad-limit": 422,
  "coverage.bad-speed": 422,
  "coverage.no-buildings": 422,
  "coverage.no-ways": 422,
  "coverage.bad-position": 422,
  "coverage.too-large": 422,
  "coverage.too-wide": 422,
  "coverage.bad-hours": 422,
  "coverage.bad-moment": 422,
  "coverage.unknown-area": 404,
  "coverage.computing-stopped": 503,
  "coverage.live-too-large": 422,
  "coverage.unknown-building": 404,
  "coverage.unknown-key": 404,
  "coverage.polygon-contradicts": 500,
  "coverage.scenario-too-long": 422,
  "coverage.scenario-unknown": 422,
  "coverage.scenario-taken": 422,
  "coverage.scenario-outside": 422,
  "coverage.scenario-bad-line": 422,
  "coverage.scenario-apart": 422,
  "coverage.scenario-not-found": 404,
  "coverage.scenario-not-yours": 403,
  "coverage.scenario-stale": 409,
  ...DISPATCH_STATUS,
  "division.all-locked": 422,
  "division.already-locked": 422,
  "division.already-undone": 409,
  "division.breaks-contiguity": 422,
  "division.changed-since": 409,
  "division.children-apart": 422,
  "division.claimed": 409,
  "division.code-in-use": 409,
  "division.cut-does-not-divide": 422,
  "division.cut-ends-inside": 422,
  "division.cut-too-close": 422,
  "division.date-missing": 422,
  "division.date-passed": 422,
  "division.dates-overlap": 409,
  "division.empties-grid": 422,
  "division.end-not-at-vertex": 422,
  "division.export-not-ready": 409,
  "division.fill-unbounded": 422,
  "division.in-force": 422,
  "division.in-pieces": 422,
  "division.keep-share-impossible": 422,
  "division.last-grid": 422,
  "division.line-crosses-itself": 422,
  "division.line-cuts-building": 422,
  "division.line-does-not-divide": 422,
  "division.locked": 422,
  "division.no-base": 422,
  "division.no-neighbour": 422,
  "division.no-units": 422,
  "division.not-a-border": 422,
  "division.not-a-draft": 409,
  "division.not-adjacent": 422,
  "division.not-found": 404,
  "division.not-in-grid": 422,
  "division.not-locked": 422,
  "division.not-offered": 409,
  "division.nothing-to-export": 422,
  "division.nothing-unassigned": 422,
  "division.other-base": 422,
  "division.over-red-limit": 422,
  "division.own-plan": 403,
  "division.path-leaves-grids": 422,
  "division.path-off-map": 422,
  "division.piece-too-small": 422,
  "division.piece-without-households": 422,
  "division.reason-missing": 422,
  "division.ring-crosses-itself": 422,
  "division.same-grid": 422,
  "division.scheme-full": 422,
  "division.scheme-text": 422,
  "division.stale": 409,
  "division.too-few-units": 422,
  "division.too-many-exports": 429,
  "division.too-many-pieces": 422,
  "division.unfinished": 422,
  "division.unknown-change": 404,
  "division.unknown-grid": 422,
  "division.unknown-unit": 422,
  "division.wrong-state": 409,
  "ingest.columns-missing": 422,
  "ingest.crs-unknown": 422,
  "ingest.disk-full": 507,
  "ingest.encoding-unknown": 422,
  "ingest.file-broken": 422,
  "ingest.file-empty": 422,
  "ingest.file-too-complex": 422,
  "ingest.file-too-large": 413,
  "ingest.file-truncated": 422,
  "ingest.file-unreadable": 422,
  "ingest.format-unknown": 415,
  "ingest.layer-missing": 422,
  "ingest.no-files": 422,
  "ingest.not-open": 409,
  "ingest.part-missing": 422,
  "ingest.target-missing": 422,
  "ingest.too-many-files": 413,
  "ingest.unknown-file": 404,
  "ingest.xml-doctype": 422,
  "ingest.zip-bomb": 422,
  "ingest.zip-encrypted": 422,
  "ingest.zip-nothing-inside": 422,
  "topology.duplicate-id": 422,
  "topology.bad-households": 422,
  "geometry.no-positions": 422,
  "geometry.bad-position": 422,
  "geometry.too-far-apart": 422,
  "request.invalid": 400,
  "request.not-found": 404,
  "request.too-large": 413,
  "request.header-too-large": 431,
  "request.too-slow": 408,
  "tiles.stale": 409,
  "tiles.unknown-layer": 404,
  "db.restarting": 503,
  "db.disk-full": 507,
  "server.fault": 500,
};

/** Every code that an answer can carry. */
export const PROBLEM_CODES: readonly string[] = Object.keys(STATUS);

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

export const isProblem = (error: unknown, code: DomainProblem["code"]): boolean =>
  error instanceof Problem && error.problem.code === code;

/**
 * The body of a refusal (RFC 9457): the code with its values, a sentence in the reader's language as
 * `detail` (unless the refusal has a detail of its own), and the sentence in both languages.
 */
export function problemBody(
  problem: DomainProblem,
  request: { readonly id: string; readonly language: Language },
): Readonly<Record<string, unknown>> {
  const sentences = sentencesOf(problem);
  return {
    detail: sentences[request.language],
    ...problem,
    sentences,
    type: `about:blank#${problem.code}`,
    title: problem.code,
    status: STATUS[problem.code],
    instance: request.id,
  };
}
