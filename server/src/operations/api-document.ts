import { STATUS_CODES } from "node:http";
import swagger from "@fastify/swagger";
import type { FastifyInstance, FastifySchema, RouteOptions } from "fastify";
import type { TSchema } from "typebox";
import { isRead, SAME_SITE_HEADER, type Rule } from "../access/guard.ts";
import { SESSION_COOKIE } from "../access/session-cookie.ts";
import { PROBLEM_CODES } from "../problem.ts";
import { SUMMARIES } from "./api-summaries.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What a route answers that no response schema writes: a file, a stream, what a query has made. */
    answers?: ToldAnswer;
    /** The media type of a body that is not JSON. */
    takes?: "image/jpeg" | "multipart/form-data";
  }
  interface FastifySchema {
    "x-onegrid-rule"?: Rule;
  }
}

interface ToldAnswer {
  /** 200 when it is left out. */
  readonly status?: number;
  /** `application/json` when it is left out. */
  readonly media?: string;
  readonly schema?: TSchema;
}

type Route = RouteOptions & { method: string | string[] };

/** Writes down every route that is registered after it, for `apiDocument`. */
export async function documentRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "OneGrid 一张网", version: "1", description: ABOUT, license: LICENCE },
      components: {
        schemas: { Problem },
        responses: { Problem: REFUSAL, Open311Errors: OPEN311_REFUSAL },
        securitySchemes: DOORS,
      },
      tags: Object.entries(TAGS).map(([name, { description }]) => ({ name, description })),
    },
    // 3.1 has `const`; the other form is for 3.0.
    convertConstToEnum: false,
    transform: ({ schema, url, route }) => ({ url, schema: described(schema ?? {}, url, route) }),
    transformObject: (found) => {
      if (!("openapiObject" in found)) throw new Error("this is not an OpenAPI document");
      for (const [url, path] of Object.entries(found.openapiObject.paths ?? {}))
        for (const operation of Object.values(path ?? {})) tidy(operation, url);
      return found.openapiObject;
    },
  });
}

/** The whole interface as OpenAPI 3.1. Made once: the routes do not change after the start. */
export function apiDocument(app: FastifyInstance): ApiDocument {
  const made = modern(JSON.parse(JSON.stringify(app.swagger())));
  if (!isDocument(made)) throw new Error("the API document has no paths");
  return made;
}

export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
}

/** As much of an operation as programs of ours read. */
export interface ApiOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly "x-onegrid-rule": Rule;
  readonly security: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: "path" | "query" | "header";
    readonly required?: boolean;
    readonly schema: TSchema;
  }[];
  readonly requestBody?: { readonly content: ApiContent };
  readonly responses: Readonly<Record<string, { readonly content?: ApiContent }>>;
}

type ApiContent = Readonly<Record<string, { readonly schema: TSchema }>>;

/** The document, for people and programs that are signed in. */
export async function apiDocumentRoutes(app: FastifyInstance): Promise<void> {
  let text: string | undefined;
  const answers = { schema: { type: "object" } };
  app.get("/api/openapi.json", { config: { rule: "signed-in", answers } }, (_request, reply) => {
    text ??= JSON.stringify(apiDocument(app));
    return reply.type("application/json; charset=utf-8").send(text);
  });
}

const ABOUT =
  "Every refusal is an RFC 9457 problem with a `code`. `x-onegrid-rule` names who may call an operation: " +
  "`public`, `signed-in`, or the permission that a duty has to grant; answers are narrowed to the " +
  "areas of that duty. Positions are `[lng, lat]` in degrees (CGCS2000), moments are ISO 8601.";
const LICENCE = { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" };

const DOORS = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: SESSION_COOKIE,
    description: "What signing in answers; opaque, HttpOnly.",
  },
  key: {
    type: "http",
    scheme: "bearer",
    description:
      "An interface key (接口密钥) `og_…` whose permissions hold the one that the rule names",
  },
  metrics: { type: "http", scheme: "bearer", description: "`ONEGRID_METRICS_TOKEN`" },
} as const;

/** Whoever is not asked for a session; a collector on the same machine needs no token. */
const DOORS_OF: Readonly<Record<string, Record<string, string[]>[] | undefined>> = {
  public: [],
  metrics: [{ metrics: [] }, {}],
  "signed-in": [{ session: [] }],
};

const text = { type: "string" } as const;
const Problem = {
  type: "object" as const,
  description: "A refusal (RFC 9457), with the values of its code beside these.",
  required: ["type", "title", "status", "instance", "code"],
  properties: {
    type: { ...text, description: "`about:blank#` and the code" },
    title: text,
    status: { type: "integer" as const },
    detail: { ...text, description: "One sentence in the reader's language" },
    instance: { ...text, description: "The number of the request, as in the server's log" },
    code: { ...text, enum: [...PROBLEM_CODES].toSorted() },
    sentences: { type: "object" as const, additionalProperties: text },
  },
};

const REFUSAL = {
  description: "Refused; the code says why",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

/** Refusals as GeoReport v2 has them; our code stands in brackets at the end of the sentence. */
const OPEN311_REFUSAL = {
  description: "Refused; the sentence says why",
  content: {
    "application/json": {
      schema: {
        type: "array" as const,
        items: {
          type: "object" as const,
          required: ["code", "description"],
          properties: { code: { type: "integer" as const }, description: text },
        },
      },
    },
    "text/xml": { schema: text },
  },
};

/** Which first part of an address belongs to which capability. */
const TAGS: Readonly<Record<string, { description: string; parts: readonly string[] }>> = {
  access: { description: "Accounts, sessions, duties (任职), audit (审计)", parts: ["access"] },
  map: {
    description: "Areas (区域), search, objects, vector tiles",
    parts: ["areas", "search", "objects", "layers", "tiles"],
  },
  division: {
    description: "Plans (方案) and grids (网格)",
    parts: ["plans", "divisions", "bases", "communities"],
  },
  coverage: { description: "Walking coverage of service stations (红色驿站)", parts: ["coverage"] },
  dispatch: {
    description: "Cases (案件) from the report to the end",
    parts: [
      "cases",
      "photos",
      "locate",
      "addresses",
      "roster",
      "rules",
      "duty-list",
      "public",
      "open311",
    ],
  },
  ingest: { description: "Files in", parts: ["imports"] },
  operations: { description: "State, metrics, this document", parts: [] },
};

function tagOf(url: string): string {
  const part = /^(?:\/api)?\/(\w+)/.exec(url)?.[1] ?? "";
  if (url.startsWith("/tiles/coverage")) return "coverage";
  return Object.entries(TAGS).find(([, { parts }]) => parts.includes(part))?.[0] ?? "operations";
}

function described(schema: FastifySchema, url: string, route: Route): FastifySchema {
  const [method = "GET"] = [route.method].flat();
  const { rule, answers, takes, keyInForm } = route.config ?? {};
  const { response, ...asked } = schema;
  const summary = SUMMARIES[`${method} ${url}`];
  return {
    ...asked,
    ...(url === "/*" && { hide: true }),
    ...(summary !== undefined && { summary }),
    operationId: operationId(method, url),
    tags: [tagOf(url)],
    security: DOORS_OF[rule ?? ""] ?? [{ session: [] }, { key: [] }],
    ...(rule !== undefined && { "x-onegrid-rule": rule }),
    ...(!isRead(method) && keyInForm !== true && { headers: SAME_SITE }),
    ...(takes !== undefined && { consumes: [takes], body: BODIES[takes] }),
    response: { ...answered(answers), ...(isObject(response) && response) },
  };
}

/** `DELETE /api/plans/:id` → `deletePlansById`. */
const operationId = (method: string, url: string): string =>
  method.toLowerCase() +
  url
    .replace(/^\/api/, "")
    .split(/[/.]/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith(":") ? `By-${part.slice(1)}` : part))
    .flatMap((part) => part.split("-"))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const SAME_SITE = {
  type: "object",
  required: [SAME_SITE_HEADER],
  properties: {
    [SAME_SITE_HEADER]: {
      type: "string",
      description: "Any value: a form on another site cannot send it",
    },
  },
};

const BODIES = {
  "image/jpeg": { type: "string", format: "binary" },
  "multipart/form-data": {
    type: "object",
    properties: { file: { type: "array", items: { type: "string", format: "binary" } } },
  },
} as const;

function answered(answers: ToldAnswer | undefined): object {
  if (answers === undefined) return {};
  const { status = 200, media = "application/json", schema = BODIES["image/jpeg"] } = answers;
  return { [status]: { content: { [media]: { schema } } } };
}

/** A sentence per answer, and the refusal that every operation has. */
function tidy(operation: unknown, url: string): void {
  if (!isObject(operation) || !isObject(operation["responses"])) return;
  for (const [status, answer] of Object.entries(operation["responses"]))
    if (isObject(answer)) answer["description"] = STATUS_CODES[status] ?? status;
  const refusal = url.startsWith("/open311/") ? "Open311Errors" : "Problem";
  operation["responses"]["default"] = { $ref: `#/components/responses/${refusal}` };
}

/** Tuples as JSON Schema 2020-12 says them, which OpenAPI 3.1 is made of; our validator reads draft 7. */
function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  if (!isObject(value)) return value;
  const said = Object.entries(value).map(([key, inner]) => [key, modern(inner)] as const);
  if (!Array.isArray(value["items"])) return Object.fromEntries(said);
  const names: Readonly<Record<string, string>> = {
    items: "prefixItems",
    additionalItems: "items",
  };
  return Object.fromEntries(said.map(([key, inner]) => [names[key] ?? key, inner]));
}

/** The plugin's own type knows 3.0 and 2.0 only. */
const isDocument = (value: unknown): value is ApiDocument => isObject(value) && "paths" in value;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
