import {
  ActivateBody,
  ActivationField,
  ActivationsReply,
  CommunitySeatsQuery,
  CommunitySeatsReply,
  DryRunBody,
  DryRunReply,
  HoldersBody,
  PlanBody,
  PlanQuery,
  PlanReply,
  PlanVersionBody,
  PresentEmergencyReply,
  WorkPostsQuery,
  WorkPostsReply,
} from "@onegrid/core/dispatch/emergency-contract";
import { readAs, type Db } from "@onegrid/db";
import { listActivations } from "@onegrid/db/dispatch";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { scopeFor, whoAsks } from "../../access/guard.ts";
import type { LiveHub } from "../../live/hub.ts";
import { sightFor } from "../../sight-for.ts";
import { activate, activationOf, standDown } from "./activate.ts";
import { capFeed } from "./cap-feed.ts";
import { keeperOf } from "./keeper-of.ts";
import { communitySeats, fillPlan, keepPlan, planOf, seatHolders } from "./plan.ts";
import { presentEmergency, workPosts, type EmergencyReader } from "./present-emergency.ts";
import { tryPlan } from "./try-plan.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
}

const config = { rule: "emergency.manage" } as const;
const forEverybody = { rule: "map.read" } as const;
const ActivationId = Type.Object({ id: Type.String({ maxLength: 64 }) });
const MOST_REMEMBERED = 30;

/** Emergency mode (平急结合): the plan of an area, its dry run, turning it on and off. */
export const emergencyRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  await app.register(planRoutes, options);
  await app.register(activationRoutes, options);
};

const planRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/emergency/plan",
    { config, schema: { querystring: PlanQuery, response: { 200: PlanReply } } },
    (request) => {
      const by = keeperOf(request);
      return readAs(db, by.sight, (trx) => planOf(trx, by, request.query.areaId));
    },
  );

  app.put(
    "/api/emergency/plan",
    { config, schema: { body: PlanBody, response: { 200: PlanReply } } },
    (request) => keepPlan(db, keeperOf(request), request.body, now()),
  );

  app.get(
    "/api/emergency/plan/seats",
    {
      config,
      schema: { querystring: CommunitySeatsQuery, response: { 200: CommunitySeatsReply } },
    },
    (request) => communitySeats(db, keeperOf(request), { ...request.query, now: now() }),
  );

  app.put(
    "/api/emergency/plan/seats",
    { config, schema: { body: HoldersBody, response: { 200: PlanReply } } },
    (request) => seatHolders(db, keeperOf(request), request.body, now()),
  );

  app.post(
    "/api/emergency/plan/fill",
    { config, schema: { body: PlanVersionBody, response: { 200: PlanReply } } },
    (request) => fillPlan(db, keeperOf(request), request.body, now()),
  );

  app.post(
    "/api/emergency/dry-run",
    { config, schema: { body: DryRunBody, response: { 200: DryRunReply } } },
    (request) => tryPlan(db, keeperOf(request), request.body, now()),
  );
};

const activationRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now, hub }) => {
  app.post(
    "/api/emergency/activations",
    { config, schema: { body: ActivateBody, response: { 201: ActivationField } } },
    async (request, reply) => {
      const made = await activate(db, keeperOf(request), request.body, now());
      hub.wake();
      return reply.code(201).send(made);
    },
  );

  app.post(
    "/api/emergency/activations/:id/stand-down",
    { config, schema: { params: ActivationId, response: { 200: ActivationField } } },
    async (request) => {
      const ended = await standDown(db, keeperOf(request), request.params.id, now());
      hub.wake();
      return ended;
    },
  );

  app.get(
    "/api/emergency/activations",
    { config, schema: { response: { 200: ActivationsReply } } },
    async (request) => {
      const { scope, sight } = keeperOf(request);
      const found = await readAs(db, sight, (trx) =>
        listActivations(trx, scope, { limit: MOST_REMEMBERED, isOn: null }),
      );
      return { activations: found.map(activationOf) };
    },
  );

  app.get(
    "/api/emergency/now",
    { config: forEverybody, schema: { response: { 200: PresentEmergencyReply } } },
    (request) => presentEmergency(db, readerOf(request)),
  );

  app.get(
    "/api/emergency/alerts.xml",
    {
      config: {
        ...forEverybody,
        answers: { media: "application/atom+xml", schema: { type: "string" } },
      },
    },
    async (request, reply) => {
      const feed = await capFeed(db, readerOf(request), request.hostname, now());
      return reply.type("application/atom+xml; charset=utf-8").send(feed);
    },
  );

  app.get(
    "/api/emergency/activations/:id/posts",
    {
      config: forEverybody,
      schema: {
        params: ActivationId,
        querystring: WorkPostsQuery,
        response: { 200: WorkPostsReply },
      },
    },
    (request) =>
      workPosts(db, readerOf(request), {
        activationId: request.params.id,
        communityId: request.query.communityId,
      }),
  );
};

const readerOf = (request: FastifyRequest): EmergencyReader => ({
  accountId: whoAsks(request).accountId,
  scope: scopeFor(request, "map.read"),
  sight: sightFor(request),
});
