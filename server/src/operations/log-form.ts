import type { FastifyRequest } from "fastify";

/**
 * What the log says of a request: never its address with what was typed into it, never a header, never
 * a body. The pattern of the route and the number of the request are enough to find it again.
 */
export const logForm = {
  req: (request: FastifyRequest) => ({
    method: request.method,
    route: request.routeOptions?.url ?? null,
    from: request.ip,
  }),
  res: ({ statusCode }: { readonly statusCode?: number }) => ({ statusCode: statusCode ?? 0 }),
  err: (error: unknown) => errorForm(error),
};

/** Plugins log whole requests and options at `trace`. */
export const NEVER_LOGGED = [
  "headers",
  "*.headers",
  "body",
  "*.body",
  "query",
  "*.query",
  "params",
  "*.params",
  "url",
  "*.url",
  "cookies",
  "*.cookies",
  "busboyOptions",
  "rawPacket",
  "*.rawPacket",
  "payload",
];

/** What of a database's error names our own things and not what somebody sent. */
const KEPT = ["code", "severity", "schema", "table", "column", "constraint", "routine"] as const;
const DEEPEST_CAUSE = 4;

interface ErrorForm {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly [name: string]: unknown;
}

/**
 * An error by its kind, place and code. Databases and parsers quote in their message what they were
 * given (`invalid input syntax for type integer: "…"`, `Key (login)=(…) already exists`): quotes are
 * emptied, and of the other fields only names of ours stay.
 */
function errorForm(error: unknown, depth = 0): ErrorForm {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: "" };
  const kept = KEPT.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return {
    ...Object.fromEntries(kept),
    type: error.name,
    message: withoutQuotes(error.message),
    stack: framesOf(error.stack ?? ""),
    ...(error.cause !== undefined &&
      depth < DEEPEST_CAUSE && { cause: errorForm(error.cause, depth + 1) }),
  };
}

const MOST_MESSAGE = 300;

const withoutQuotes = (message: string): string =>
  message
    .replaceAll(/"(?:[^"\\]|\\.)*"?|'[^']*'?|`[^`]*`?|=\([^)]*\)?/gs, "…")
    .slice(0, MOST_MESSAGE);

/** Without the message, which stands in front of them. */
const framesOf = (stack: string): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
