import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "../../answer-error.ts";
import { Problem, type DomainProblem } from "../../problem.ts";
import { languageOf, sentencesOf } from "../../problem-sentence.ts";
import { toXml, type Open311Value } from "./to-xml.ts";

export const OPEN311_FORMATS = ["json", "xml"] as const;
export type Open311Format = (typeof OPEN311_FORMATS)[number];

export const MEDIA = { json: "application/json", xml: "text/xml" } as const;

/** An answer in one of the two forms. `root` is the element of XML that JSON has no name for. */
export const answer = (
  reply: FastifyReply,
  format: Open311Format,
  root: string,
  value: Open311Value,
): FastifyReply =>
  reply
    .type(`${MEDIA[format]}; charset=utf-8`)
    .send(format === "json" ? JSON.stringify(value) : toXml(root, value));

/** Refusals as the standard has them: a list of code and sentence. Our own code stands in the sentence. */
export function answerRefusal(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = refuse(error, request, reply);
  const code = open311Status(problem);
  const sentence = sentencesOf(problem)[languageOf(request.headers["accept-language"])];
  const where = problem.code === "request.invalid" ? ` (${problem.place}: ${problem.reason})` : "";
  const description = `${sentence}${where} [${problem.code}]`;
  const format = request.routeOptions.url?.endsWith(".xml") === true ? "xml" : "json";
  return answer(reply.code(code), format, "errors", [{ code, description }]);
}

/** The standard knows no 401 and no 422: a key that is missing or wrong is 403, a wrong value 400. */
function open311Status(problem: DomainProblem): number {
  if (problem.code === "dispatch.unknown-category") return 404;
  const { status } = new Problem(problem);
  if (status === 401) return 403;
  return status === 422 ? 400 : status;
}
