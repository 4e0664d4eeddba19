import type { AccessProblem } from "@onegrid/core/access/contract";
import type { CoverageProblem } from "@onegrid/core/coverage/contract";
import type { DivisionProblem } from "@onegrid/core/division/contract";
import { isProblem, type ProblemDetails } from "./api.ts";
import { text, type TextKey } from "./i18n/index.ts";

/**
 * Every refusal the page knows, by code. A capability adds the union of its contract here
 * (`KnownCode = SharedCode | DivisionRefusal["code"]`): a code without a sentence does not compile.
 */
type SharedCode =
  | "request.invalid"
  | "server.fault"
  | "db.restarting"
  | "db.disk-full"
  | "network.unreachable"
  | "request.not-found"
  | "request.too-large"
  | "tiles.stale"
  | "tiles.unknown-layer";

export type KnownCode =
  SharedCode | AccessProblem["code"] | CoverageProblem["code"] | DivisionProblem["code"];

export const SENTENCES: Record<KnownCode, TextKey> = {
  "request.invalid": "problem:request.invalid",
  "server.fault": "problem:server.fault",
  "db.restarting": "problem:db.restarting",
  "db.disk-full": "problem:db.disk-full",
  "network.unreachable": "problem:network.unreachable",
  "access.signed-out": "problem:access.signed-out",
  "access.wrong-password": "problem:access.wrong-password",
  "access.too-many-attempts": "problem:access.too-many-attempts",
  "access.busy": "problem:access.busy",
  "access.forbidden": "problem:access.forbidden",
  "access.cross-site": "problem:access.cross-site",
  "access.other-account": "problem:access.other-account",
  "access.password-change-due": "problem:access.password-change-due",
  "access.password-short": "problem:access.password-short",
  "access.password-long": "problem:access.password-long",
  "access.password-common": "problem:access.password-common",
  "access.password-own-name": "problem:access.password-own-name",
  "access.password-plain": "problem:access.password-plain",
  "access.set-up-closed": "problem:access.set-up-closed",
  "access.login-taken": "problem:access.login-taken",
  "access.unknown-person": "problem:access.unknown-person",
  "access.preview-stale": "problem:access.preview-stale",
  "access.unknown-object": "problem:access.unknown-object",
  "access.unknown-role": "problem:access.unknown-role",
  "access.unknown-area": "problem:access.unknown-area",
  "access.bad-dates": "problem:access.bad-dates",
  "access.own-account": "problem:access.own-account",
  "access.shared-account": "problem:access.shared-account",
  "access.personal-text": "problem:access.personal-text",
  "access.bad-key": "problem:access.bad-key",
  "access.key-ended": "problem:access.key-ended",
  "access.key-address": "problem:access.key-address",
  "access.key-unanswered": "problem:access.key-unanswered",
  "access.key-in-address": "problem:access.key-in-address",
  "access.two-credentials": "problem:access.two-credentials",
  "access.not-for-keys": "problem:access.not-for-keys",
  "access.unknown-key": "problem:access.unknown-key",
  "access.shared-key": "problem:access.shared-key",
  "access.bad-address-range": "problem:access.bad-address-range",
  "access.bad-expiry": "problem:access.bad-expiry",
  "access.unknown-duty": "problem:access.unknown-duty",
  "access.unknown-delegation": "problem:access.unknown-delegation",
  "access.not-a-colleague": "problem:access.not-a-colleague",
  "access.delegation-area": "problem:access.delegation-area",
  "access.delegation-category": "problem:access.delegation-category",
  "access.delegation-dates": "problem:access.delegation-dates",
  "access.delegation-too-long": "problem:access.delegation-too-long",
  "access.too-many-delegations": "problem:access.too-many-delegations",
  "access.secret-key-missing": "problem:access.secret-key-missing",
  "access.secret-unreadable": "problem:access.secret-unreadable",
  "access.wrong-code": "problem:access.wrong-code",
  "access.step-over": "problem:access.step-over",
  "access.factor-due": "problem:access.factor-due",
  "access.factor-demanded": "problem:access.factor-demanded",
  "access.factor-off": "problem:access.factor-off",
  "access.enrolment-over": "problem:access.enrolment-over",
  "access.sso-off": "problem:access.sso-off",
  "access.sso-away": "problem:access.sso-away",
  "access.sso-over": "problem:access.sso-over",
  "access.sso-refused": "problem:access.sso-refused",
  "access.sso-no-account": "problem:access.sso-no-account",
  "coverage.bad-limit": "problem:coverage.bad-limit",
  "coverage.bad-speed": "problem:coverage.bad-speed",
  "coverage.no-buildings": "problem:coverage.no-buildings",
  "coverage.no-ways": "problem:coverage.no-ways",
  "coverage.bad-position": "problem:coverage.bad-position",
  "coverage.too-large": "problem:coverage.too-large",
  "coverage.too-wide": "problem:coverage.too-wide",
  "coverage.bad-hours": "problem:coverage.bad-hours",
  "coverage.bad-moment": "problem:coverage.bad-moment",
  "coverage.unknown-area": "problem:coverage.unknown-area",
  "coverage.computing-stopped": "problem:coverage.computing-stopped",
  "coverage.live-too-large": "problem:coverage.live-too-large",
  "coverage.unknown-key": "problem:coverage.unknown-key",
  "coverage.unknown-building": "problem:coverage.unknown-building",
  "coverage.scenario-too-long": "problem:coverage.scenario-too-long",
  "coverage.scenario-unknown": "problem:coverage.scenario-unknown",
  "coverage.scenario-taken": "problem:coverage.scenario-taken",
  "coverage.scenario-outside": "problem:coverage.scenario-outside",
  "coverage.scenario-bad-line": "problem:coverage.scenario-bad-line",
  "coverage.scenario-apart": "problem:coverage.scenario-apart",
  "coverage.scenario-not-found": "problem:coverage.scenario-not-found",
  "coverage.scenario-not-yours": "problem:coverage.scenario-not-yours",
  "coverage.scenario-stale": "problem:coverage.scenario-stale",
  "coverage.polygon-contradicts": "problem:coverage.polygon-contradicts",
  "request.not-found": "problem:request.not-found",
  "request.too-large": "problem:request.too-large",
  "tiles.stale": "problem:tiles.stale",
  "tiles.unknown-layer": "problem:tiles.unknown-layer",
  "division.no-units": "problem:division.no-units",
  "division.unknown-unit": "problem:division.unknown-unit",
  "division.unknown-grid": "problem:division.unknown-grid",
  "division.locked": "problem:division.locked",
  "division.breaks-contiguity": "problem:division.breaks-contiguity",
  "division.empties-grid": "problem:division.empties-grid",
  "division.not-adjacent": "problem:division.not-adjacent",
  "division.ring-crosses-itself": "problem:division.ring-crosses-itself",
  "division.fill-unbounded": "problem:division.fill-unbounded",
  "division.same-grid": "problem:division.same-grid",
  "division.not-in-grid": "problem:division.not-in-grid",
  "division.over-red-limit": "problem:division.over-red-limit",
  "division.keep-share-impossible": "problem:division.keep-share-impossible",
  "division.too-few-units": "problem:division.too-few-units",
  "division.line-crosses-itself": "problem:division.line-crosses-itself",
  "division.line-does-not-divide": "problem:division.line-does-not-divide",
  "division.not-a-border": "problem:division.not-a-border",
  "division.path-leaves-grids": "problem:division.path-leaves-grids",
  "division.path-off-map": "problem:division.path-off-map",
  "division.piece-without-households": "problem:division.piece-without-households",
  "division.too-many-pieces": "problem:division.too-many-pieces",
  "division.cut-ends-inside": "problem:division.cut-ends-inside",
  "division.end-not-at-vertex": "problem:division.end-not-at-vertex",
  "division.cut-too-close": "problem:division.cut-too-close",
  "division.cut-does-not-divide": "problem:division.cut-does-not-divide",
  "division.line-cuts-building": "problem:division.line-cuts-building",
  "division.piece-too-small": "problem:division.piece-too-small",
  "division.children-apart": "problem:division.children-apart",
  "division.last-grid": "problem:division.last-grid",
  "division.no-neighbour": "problem:division.no-neighbour",
  "division.nothing-unassigned": "problem:division.nothing-unassigned",
  "division.all-locked": "problem:division.all-locked",
  "division.already-locked": "problem:division.already-locked",
  "division.not-locked": "problem:division.not-locked",
  "division.changed-since": "problem:division.changed-since",
  "division.wrong-state": "problem:division.wrong-state",
  "division.unfinished": "problem:division.unfinished",
  "division.own-plan": "problem:division.own-plan",
  "division.date-missing": "problem:division.date-missing",
  "division.date-passed": "problem:division.date-passed",
  "division.in-force": "problem:division.in-force",
  "division.not-found": "problem:division.not-found",
  "division.stale": "problem:division.stale",
  "division.not-a-draft": "problem:division.not-a-draft",
  "division.no-base": "problem:division.no-base",
  "division.other-base": "problem:division.other-base",
  "division.reason-missing": "problem:division.reason-missing",
  "division.not-offered": "problem:division.not-offered",
  "division.unknown-change": "problem:division.unknown-change",
  "division.already-undone": "problem:division.already-undone",
  "division.dates-overlap": "problem:division.dates-overlap",
  "division.nothing-to-export": "problem:division.nothing-to-export",
  "division.export-not-ready": "problem:division.export-not-ready",
  "division.too-many-exports": "problem:division.too-many-exports",
  "division.scheme-full": "problem:division.scheme-full",
  "division.claimed": "problem:division.claimed",
  "division.scheme-text": "problem:division.scheme-text",
  "division.code-in-use": "problem:division.code-in-use",
  "division.in-pieces": "problem:division.in-pieces",
};

export const isKnownCode = (code: string): code is KnownCode => Object.hasOwn(SENTENCES, code);

/** The sentence for a refusal in the present language; a fault of the server with the request's id. */
function problemSentence(problem: ProblemDetails): string {
  const values: Record<string, string | number> = { code: problem.code, detail: problem.detail };
  for (const [key, value] of Object.entries(problem.values))
    if (typeof value === "string" || typeof value === "number") values[key] ??= value;
  const sentence = isKnownCode(problem.code)
    ? text(SENTENCES[problem.code], values)
    : text("problem:fallback", values);
  // What the reader can put right has no use for a number in the server's log.
  return problem.requestId === "" || problem.status < 500
    ? sentence
    : text("problem:withId", { sentence, id: problem.requestId });
}

/** Any thrown thing, for a message on the page. */
export const errorSentence = (error: unknown): string =>
  isProblem(error)
    ? problemSentence(error.problem)
    : problemSentence({
        code: "server.fault",
        status: 0,
        detail: String(error),
        requestId: "",
        values: {},
      });
