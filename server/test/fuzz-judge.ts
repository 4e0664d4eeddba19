import type { LightMyRequestResponse as Reply } from "fastify";
import { Compile } from "typebox/schema";
import { PROBLEM_CODES } from "../src/problem.ts";
import type { FuzzRequest, Target } from "./fuzz-requests.ts";

const checks = new Map<string, ReturnType<typeof Compile>>();

/** Whether an answer is what the document says. */
function keepsItsWord({ name, operation }: Target, reply: Reply): boolean {
  const { content } = operation.responses[String(reply.statusCode)] ?? {};
  const schema = content?.["application/json"]?.schema;
  if (schema === undefined) return true;
  const check = checks.get(name) ?? Compile(schema);
  checks.set(name, check);
  return check.Check(reply.json());
}

/** Words of the inside: none of them belongs into an answer. */
const INSIDE =
  /node_modules|\bat \S+ \(|\.(?:ts|mjs|js):\d+|\b(?:select|insert|update|delete)\b.{0,80}\b(?:from|into|set)\b|violates|constraint|SQLSTATE|relation "|kysely|\/(?:tmp|work|home|srv|usr)\/|ECONN|pg_/i;
/** Said by the server although it is busy or its store is away; everything else above 499 is a fault. */
const DOCUMENTED = new Set(["db.restarting", "access.busy"]);

/** What is wrong with an answer; empty when nothing is. */
export function faultOf(request: FuzzRequest, reply: Reply): string {
  const { statusCode } = reply;
  const media = reply.headers["content-type"] ?? "";
  if (statusCode === 404 && media.startsWith("text/html") && isPage(request.target)) {
    return INSIDE.test(reply.body) ? "words of the inside" : "";
  }
  if (statusCode >= 400 && isOpen311(request.target) && !media.startsWith("application/problem"))
    return faultOfOpen311(reply, media);
  if (statusCode >= 400) return faultOfRefusal(reply, media);
  const isOwn = request.method === request.target.method;
  return isOwn && !keepsItsWord(request.target, reply) ? "not what the document says" : "";
}

/** Refuses in the words of its standard, once its route was found. */
const isOpen311 = ({ path }: Target): boolean => path.startsWith("/open311/");

function faultOfOpen311({ statusCode, body }: Reply, media: string): string {
  const code = /\[([a-z0-9.-]+)\]/.exec(body)?.[1] ?? "";
  if (!media.startsWith("text/xml") && !media.startsWith("application/json"))
    return `a refusal as ${media}`;
  if (!PROBLEM_CODES.includes(code)) return "a refusal without a code";
  if (!body.includes(String(statusCode))) return "a refusal that contradicts itself";
  if (statusCode >= 500 && !(statusCode === 503 && DOCUMENTED.has(code)))
    return "a fault of the server";
  return INSIDE.test(body) ? "words of the inside" : "";
}

/** A page for people says in words that there is nothing. */
const isPage = ({ operation }: Target): boolean =>
  operation.responses["200"]?.content?.["text/html"] !== undefined;

function faultOfRefusal({ statusCode, body, json }: Reply, media: string): string {
  if (!media.startsWith("application/problem+json")) return `a refusal as ${media}`;
  const { code = "", status, instance = "" } = json<Refusal>();
  if (!PROBLEM_CODES.includes(code)) return "a refusal without a code";
  if (status !== statusCode || instance === "") return "a refusal that contradicts itself";
  if (statusCode >= 500 && !(statusCode === 503 && DOCUMENTED.has(code)))
    return "a fault of the server";
  return INSIDE.test(body) ? "words of the inside" : "";
}

interface Refusal {
  readonly code?: string;
  readonly status?: number;
  readonly instance?: string;
}
