import { lossOf } from "@onegrid/db";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { Problem, problemBody, type DomainProblem } from "./problem.ts";
import { languageOf } from "./problem-sentence.ts";

export const MOST_BODY_BYTES = 4_000_000;

/** One place for whatever a request is refused with, or breaks on. */
export function answerError(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = refuse(error, request, reply);
  const language = languageOf(request.headers["accept-language"]);
  return reply
    .code(new Problem(problem).status)
    .type("application/problem+json")
    .send(problemBody(problem, { id: request.id, language }));
}

/** The refusal of a request, counted and logged; in which form it is said is up to the caller. */
export function refuse(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): DomainProblem {
  const problem = refusalOf(error, request.id);
  request.server.metrics.noteRefusal(problem.code);
  if (problem.code === "server.fault") request.log.error(error);
  const seconds = secondsToRetry(problem);
  if (seconds !== undefined) void reply.header("retry-after", seconds);
  return problem;
}

/**
 * PostgreSQL's codes for what only a request can bring: a NUL character in a text and in JSON, a day
 * or a moment that the calendar does not have, a number beyond its column.
 */
const UNSTORABLE: Readonly<Record<string, string | undefined>> = {
  "22021": "a character that text cannot hold",
  "22P05": "a character that text cannot hold",
  "22007": "no such day or moment",
  "22008": "no such day or moment",
  "22003": "a number out of range",
};

/** Seconds after which another try is worth it. */
const WAITS: Readonly<Partial<Record<DomainProblem["code"], number>>> = {
  "db.restarting": 2,
  "access.busy": 5,
};

function secondsToRetry(problem: DomainProblem): number | undefined {
  if (problem.code === "access.too-many-attempts") return problem.seconds;
  return WAITS[problem.code];
}

function refusalOf(error: FastifyError | Problem, requestId: string): DomainProblem {
  if (error instanceof Problem) return error.problem;
  const loss = lossOf(error);
  if (loss !== undefined) return { code: loss };
  const [fault] = error.validation ?? [];
  if (fault) {
    const place = `${error.validationContext ?? ""}${fault.instancePath}`;
    return { code: "request.invalid", place, reason: fault.message ?? "" };
  }
  if (error.statusCode === 413) return { code: "request.too-large", maxBytes: MOST_BODY_BYTES };
  if (error.statusCode === 429) return { code: "access.too-many-attempts", seconds: 60 };
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return { code: "request.invalid", place: "", reason: error.code };
  }
  const unstorable = UNSTORABLE[error.code];
  if (unstorable !== undefined) return { code: "request.invalid", place: "", reason: unstorable };
  return { code: "server.fault", requestId };
}
