import { categoriesOn, findCategory, isInForce, open311Service } from "@onegrid/core/dispatch";
import {
  Open311Created,
  Open311Definition,
  Open311Discovery,
  Open311Query,
  Open311Report,
  Open311Requests,
  Open311Services,
  Open311Tokens,
} from "@onegrid/core/dispatch/open311-contract";
import type { Db } from "@onegrid/db";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { TSchema } from "typebox";
import { localDay } from "../../access/sessions.ts";
import type { LiveHub } from "../../live/hub.ts";
import { Problem } from "../../problem.ts";
import { languageOf } from "../../problem-sentence.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { answer, answerRefusal, MEDIA, OPEN311_FORMATS, type Open311Format } from "./answer.ts";
import { discovery } from "./discovery.ts";
import { limitKeys } from "./limit-keys.ts";
import { readForms } from "./read-form.ts";
import { createOpen311Request, open311RequestOf, open311Requests } from "./requests.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
}

const OPEN311_BASE = "/open311/v2";
const FORM = "application/x-www-form-urlencoded";
const MOST_FORM_BYTES = 65_536;

const ServiceParams = Type.Object({ code: Type.String({ maxLength: 64 }) });
const RequestParams = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** Cases for other systems as Open311 GeoReport v2 has them, each route in JSON and in XML. */
export const open311Routes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  app.setErrorHandler(answerRefusal);
  readForms(app);
  for (const format of OPEN311_FORMATS) {
    await app.register(serviceRoutes, { ...options, format });
    await app.register(requestRoutes, { ...options, format });
    takeReports(app, { ...options, format });
  }
};

type FormatOptions = Options & { readonly format: Open311Format };

/** What the document says of an answer: the schema is that of JSON, XML is the same by another name. */
const told = (format: Open311Format, schema: TSchema, status = 200) => ({
  status,
  media: MEDIA[format],
  schema: format === "json" ? schema : Type.String(),
});

const languageFor = ({ headers }: FastifyRequest) => languageOf(headers["accept-language"]);

/** What may be reported. It tells nothing of anybody, and the standard asks for no key. */
const serviceRoutes: FastifyPluginAsyncTypebox<FormatOptions> = async (
  app,
  { db, now, format },
) => {
  const open = { rule: "public" } as const;

  app.get(
    `${OPEN311_BASE}/discovery.${format}`,
    { config: { ...open, answers: told(format, Open311Discovery) } },
    (request, reply) =>
      answer(reply, format, "discovery", discovery(request, OPEN311_BASE, languageFor(request))),
  );

  app.get(
    `${OPEN311_BASE}/services.${format}`,
    { config: { ...open, answers: told(format, Open311Services) } },
    async (request, reply) => {
      const { book } = await rulesOf(db);
      const services = categoriesOn(book, localDay(now())).map((category) =>
        open311Service(category, languageFor(request)),
      );
      return answer(reply, format, "services", services);
    },
  );

  app.get(
    `${OPEN311_BASE}/services/:code.${format}`,
    {
      config: { ...open, answers: told(format, Open311Definition) },
      schema: { params: ServiceParams },
    },
    async (request, reply) => {
      const { code } = request.params;
      const day = localDay(now());
      const category = findCategory((await rulesOf(db)).book, code, day);
      if (!category || !isInForce(category, day))
        throw new Problem({ code: "dispatch.unknown-category", categoryId: code });
      const definition = { service_code: category.id, attributes: [] };
      return answer(reply, format, "service_definition", definition);
    },
  );
};

/** What became of reports, as far as whoever asks reaches. */
const requestRoutes: FastifyPluginAsyncTypebox<FormatOptions> = async (app, options) => {
  const { db, now, format } = options;
  const rule = "case.read" as const;
  const asked = (request: FastifyRequest) => ({ db, request, now: now() });

  app.get(
    `${OPEN311_BASE}/requests.${format}`,
    {
      config: { rule, answers: told(format, Open311Requests) },
      schema: { querystring: Open311Query },
    },
    async (request, reply) => {
      const found = await open311Requests(asked(request), request.query);
      return answer(reply, format, "service_requests", found);
    },
  );

  app.get(
    `${OPEN311_BASE}/requests/:id.${format}`,
    {
      config: { rule, answers: told(format, Open311Requests) },
      schema: { params: RequestParams },
    },
    async (request, reply) => {
      const found = await open311RequestOf(asked(request), request.params.id);
      return answer(reply, format, "service_requests", [found]);
    },
  );

  app.get(
    `${OPEN311_BASE}/tokens/:id.${format}`,
    { config: { rule, answers: told(format, Open311Tokens) }, schema: { params: RequestParams } },
    async (request, reply) => {
      // A number is given at once, so whoever asks for one by a token has it already.
      const { service_request_id } = await open311RequestOf(asked(request), request.params.id);
      const token = request.params.id;
      return answer(reply, format, "service_requests", [{ service_request_id, token }]);
    },
  );
};

function takeReports(app: FastifyInstance, { db, now, hub, format }: FormatOptions): void {
  app.post<{ Body: Open311Report }>(
    `${OPEN311_BASE}/requests.${format}`,
    {
      bodyLimit: MOST_FORM_BYTES,
      config: {
        rule: "case.report",
        keyInForm: true,
        answers: told(format, Open311Created, 201),
      },
      schema: { consumes: [FORM], body: Open311Report },
      preHandler: limitKeys(app),
    },
    async (request, reply) => {
      const created = await createOpen311Request({ db, request, now: now() }, request.body);
      hub.wake();
      return answer(reply.code(201), format, "service_requests", created);
    },
  );
}
