import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { FREE_TEXT } from "@onegrid/core/free-text";
import Fastify, { type FastifyInstance } from "fastify";
import { answerError, MOST_BODY_BYTES } from "./answer-error.ts";
import type { Config } from "./config.ts";
import { LAZY_SCHEMAS } from "./lazy-schemas.ts";
import { logForm, NEVER_LOGGED } from "./operations/log-form.ts";
import { Problem, problemBody, type DomainProblem } from "./problem.ts";

/** How long a caller may take, in milliseconds: whoever sends a byte a minute holds a line for nobody. */
export interface HttpLimits {
  /** Request line and headers. */
  readonly headersMs: number;
  /** A body, but of files. */
  readonly bodyMs: number;
  /** A request as a whole, files too. */
  readonly requestMs: number;
  /** How often the first and the last are looked at. */
  readonly checkMs: number;
}

const LIMITS: HttpLimits = {
  headersMs: 15_000,
  bodyMs: 120_000,
  requestMs: 3_600_000,
  checkMs: 5_000,
};
const MOST_HEADER_BYTES = 16_384;

interface HttpOptions extends Pick<Config, "isSecure" | "logLevel"> {
  readonly limits?: HttpLimits;
  readonly logTo?: { readonly write: (line: string) => void };
  /** When what the routes take and answer is compiled; all at the start finds a form that is none. */
  readonly schemas?: "at first use" | "at start";
}

/** An HTTP server without routes: what it takes from the line, for how long, and how it refuses. */
export function makeHttpServer({
  isSecure,
  logLevel,
  limits = LIMITS,
  logTo,
  schemas = "at first use",
}: HttpOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    ajv: { customOptions: { keywords: [FREE_TEXT] } },
    ...(schemas === "at first use" && { schemaController: LAZY_SCHEMAS }),
    // Behind a TLS proxy the caller's address is the last one that the proxy wrote down.
    trustProxy: (_address, hop) => isSecure && hop === 0,
    routerOptions: { maxParamLength: 2000 },
    requestTimeout: limits.requestMs,
    http: {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: MOST_HEADER_BYTES,
    },
    // An address that cannot be read meets no route, and so none of the hooks.
    frameworkErrors: (error, request, reply) => {
      void reply.headers(BARE);
      answerError(error, request, reply);
    },
    clientErrorHandler: (error, socket) => {
      // The error itself carries the bytes that came, with cookies and passwords in them.
      app.log.debug({ code: error.code }, "not a request");
      answerSocket(error.code, socket);
    },
    genReqId: requestIds(),
    logger: {
      level: logLevel,
      serializers: logForm,
      redact: { paths: NEVER_LOGGED, remove: true },
      ...(logTo && { stream: logTo }),
    },
  });
  app.setErrorHandler(answerError);
  limitBodies(app, limits.bodyMs);
  closeSoon(app);
  return app;
}

/** A number for each request, in its log lines and its refusal; not used again after a restart. */
function requestIds(): () => string {
  const start = randomBytes(4).toString("hex");
  let count = 0;
  return () => `${start}-${(count += 1)}`;
}

/** What an answer carries that no hook has seen. */
const BARE = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

const SOCKET_PROBLEMS: Readonly<
  Record<string, [line: string, problem: DomainProblem] | undefined>
> = {
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    { code: "request.header-too-large", maxBytes: MOST_HEADER_BYTES },
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", { code: "request.too-slow" }],
};
const NO_REQUEST: [line: string, problem: DomainProblem] = [
  "400 Bad Request",
  { code: "request.invalid", place: "", reason: "not HTTP" },
];

/** Answers what is no request at all, and hangs up: what follows on that line could be anything. */
function answerSocket(code: string, socket: Socket): void {
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [line, problem] = SOCKET_PROBLEMS[code] ?? NO_REQUEST;
  const body = JSON.stringify(problemBody(problem, { id: "", language: "zh-CN" }));
  const headers = {
    ...BARE,
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    connection: "close",
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${line}\r\n${head.join("")}\r\n${body}`);
}

const CLOSING_LOOK_MS = 20;

/**
 * A line that was busy when the server began to close is kept alive by its browser for a minute after
 * its answer: it is let go as soon as it has nothing to carry.
 */
function closeSoon(app: FastifyInstance): void {
  app.addHook("preClose", async () => {
    const look = setInterval(() => app.server.closeIdleConnections(), CLOSING_LOOK_MS).unref();
    app.server.once("close", () => clearInterval(look));
  });
}

/** A body has to be there in time; files may take as long as a request may. */
function limitBodies(app: FastifyInstance, bodyMs: number): void {
  app.addHook("preParsing", async (request, _reply, payload) => {
    const isBody = request.headers["content-length"] ?? request.headers["transfer-encoding"];
    const isForm = request.headers["content-type"]?.startsWith("multipart/") === true;
    if (isBody === undefined || isForm) return payload;
    const late = setTimeout(
      () => request.raw.destroy(new Problem({ code: "request.too-slow" })),
      bodyMs,
    ).unref();
    payload.once("end", () => clearTimeout(late)).once("close", () => clearTimeout(late));
    return payload;
  });
}
