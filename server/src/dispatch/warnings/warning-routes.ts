import { SEVERITIES, type Severity } from "@onegrid/core/dispatch";
import {
  WarningsReply,
  WarningTaken,
  type WarningField,
} from "@onegrid/core/dispatch/warnings-contract";
import { readAs, type Db } from "@onegrid/db";
import { listWarnings, type WarningRow } from "@onegrid/db/dispatch";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor, whoAsks } from "../../access/guard.ts";
import type { LiveHub } from "../../live/hub.ts";
import { sightFor } from "../../sight-for.ts";
import { shapeField } from "../shape-field.ts";
import { takeWarning } from "./take-warning.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
}

/** An outline that is refused for its size still has to be read. */
const LARGEST_BYTES = 4_000_000;
const MOST_SHOWN = 100;
const XML = ["application/cap+xml", "application/xml", "text/xml"];

/** Warnings (预警) of other systems: taken in as CAP 1.2, and those in force. */
export const warningRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub } = options;
  app.addContentTypeParser(
    XML,
    { parseAs: "string", bodyLimit: LARGEST_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.post(
    "/api/alerts",
    {
      bodyLimit: LARGEST_BYTES,
      config: { rule: "warning.send" },
      schema: { response: { 200: WarningTaken } },
    },
    async (request) => {
      const taken = await takeWarning(db, typeof request.body === "string" ? request.body : "", {
        accountId: whoAsks(request).accountId,
        scope: scopeFor(request, "warning.send"),
        now: now(),
      });
      hub.wake();
      return taken;
    },
  );

  app.get(
    "/api/alerts",
    { config: { rule: "map.read" }, schema: { response: { 200: WarningsReply } } },
    async (request): Promise<WarningsReply> => {
      const scope = scopeFor(request, "map.read");
      const rows = await readAs(db, sightFor(request), (trx) =>
        listWarnings(trx, scope, { now: now(), limit: MOST_SHOWN }),
      );
      return { warnings: rows.map(fieldOf) };
    },
  );
};

const severityOf = (word: string): Severity =>
  SEVERITIES.find((severity) => severity === word) ?? "unknown";

const fieldOf = ({ status, severity, floor, geometry, ...row }: WarningRow): WarningField => ({
  ...row,
  status: status === "actual" || status === "exercise" ? status : "test",
  severity: severityOf(severity),
  floor: floor === null ? null : severityOf(floor),
  effectiveAt: row.effectiveAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
  geometry: shapeField(geometry),
});
