import {
  ConsultationFigureParams,
  ConsultationFiguresReply,
} from "@onegrid/core/dispatch/consultation-contract";
import {
  FigureCasesQuery,
  FigureCasesReply,
  FigureParams,
  FiguresQuery,
  FiguresReply,
} from "@onegrid/core/dispatch/figures-contract";
import { WhistleFigureParams, WhistleFiguresReply } from "@onegrid/core/dispatch/whistle-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { scopeFor } from "../../access/guard.ts";
import { sightFor } from "../../sight-for.ts";
import { caseFigures, figureCases, type FigureReader } from "./case-figures.ts";
import { consultationCases, consultationFigures } from "./consultation-figures.ts";
import { whistleCases, whistleFigures } from "./whistle-figures.ts";
import { reachFor } from "../rights/reach-for.ts";

const config = { rule: "case.read" } as const;

/** The leader's figures (统计) of the cases that somebody reads, and the cases behind each. */
export const figuresRoutes: FastifyPluginAsyncTypebox<{
  readonly db: Db;
  readonly now: () => Date;
}> = async (app, { db, now }) => {
  app.get(
    "/api/cases/figures",
    { config, schema: { querystring: FiguresQuery, response: { 200: FiguresReply } } },
    (request) => caseFigures(db, request.query, readerOf(request)),
  );

  app.get(
    "/api/cases/figures/:name/cases",
    {
      config,
      schema: {
        params: FigureParams,
        querystring: FigureCasesQuery,
        response: { 200: FigureCasesReply },
      },
    },
    (request) => figureCases(db, request.params.name, request.query, readerOf(request)),
  );

  app.get(
    "/api/cases/whistles",
    { config, schema: { querystring: FiguresQuery, response: { 200: WhistleFiguresReply } } },
    (request) => whistleFigures(db, request.query, readerOf(request), now()),
  );

  app.get(
    "/api/cases/whistles/:name/cases",
    {
      config,
      schema: {
        params: WhistleFigureParams,
        querystring: FigureCasesQuery,
        response: { 200: FigureCasesReply },
      },
    },
    (request) => {
      const by = { reader: readerOf(request), now: now() };
      return whistleCases(db, request.params.name, request.query, by);
    },
  );

  app.get(
    "/api/cases/consultations",
    { config, schema: { querystring: FiguresQuery, response: { 200: ConsultationFiguresReply } } },
    (request) => consultationFigures(db, request.query, readerOf(request), now()),
  );

  app.get(
    "/api/cases/consultations/:name/cases",
    {
      config,
      schema: {
        params: ConsultationFigureParams,
        querystring: FigureCasesQuery,
        response: { 200: FigureCasesReply },
      },
    },
    (request) => {
      const by = { reader: readerOf(request), now: now() };
      return consultationCases(db, request.params.name, request.query, by);
    },
  );
};

const readerOf = (request: FastifyRequest): FigureReader => ({
  jurisdiction: reachFor(request, "case.read"),
  sight: sightFor(request),
  scope: scopeFor(request, "case.read"),
});
