import { AuditListQuery, AuditListReply, AuditVerdictReply } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import { listAudit, verifyAudit, type AuditQuery, type AuditRow } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { csvOf } from "../csv-cell.ts";
import { writeAudit } from "./audit.ts";
import { scopeFor, whoAsks } from "./guard.ts";
import { holdsWholeTree } from "./whole-tree.ts";

const DEFAULT_LIMIT = 100;
const MOST_EXPORTED = 100_000;
const config = { rule: "audit.read" } as const;

/** The audit log (审计): read, searched, exported and checked; nothing changes it. */
export const auditRoutes: FastifyPluginAsyncTypebox<{ readonly db: Db }> = async (app, { db }) => {
  /** Who reads for a part of the district reads what the people of that part did. */
  const readableBy = async (request: FastifyRequest): Promise<AuditQuery["of"]> => {
    const scope = scopeFor(request, "audit.read");
    if (await holdsWholeTree(db, scope)) return null;
    return { accountId: whoAsks(request).accountId, scope };
  };

  app.get(
    "/api/access/audit",
    { config, schema: { querystring: AuditListQuery, response: { 200: AuditListReply } } },
    async (request) => {
      const limit = request.query.limit ?? DEFAULT_LIMIT;
      const of = await readableBy(request);
      const rows = await listAudit(db, { ...queryOf(request.query), of, limit: limit + 1 });
      return { entries: rows.slice(0, limit).map(entryReply), hasMore: rows.length > limit };
    },
  );

  app.get(
    "/api/access/audit.csv",
    {
      config: { ...config, answers: { media: "text/csv" } },
      schema: { querystring: AuditListQuery },
    },
    async (request, reply) => {
      const of = await readableBy(request);
      const rows = await listAudit(db, { ...queryOf(request.query), of, limit: MOST_EXPORTED });
      // Taking the log away is itself an act that the log knows.
      const detail = { ...request.query, entries: rows.length };
      const { accountId } = whoAsks(request);
      await writeAudit(db, { accountId, action: "access.export-audit", object: "audit", detail });
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="audit.csv"')
        .send(auditCsv(rows));
    },
  );

  app.get(
    "/api/access/audit/verdict",
    {
      config: { ...config, rateLimit: { max: 12, timeWindow: 60_000 } },
      schema: { response: { 200: AuditVerdictReply } },
    },
    () => verifyAudit(db),
  );
};

const queryOf = ({
  person,
  action,
  object,
  from,
  to,
  before,
}: AuditListQuery): Omit<AuditQuery, "limit" | "of"> => ({
  person: person || null,
  action: action || null,
  object: object || null,
  from: from === undefined ? null : new Date(from),
  to: to === undefined ? null : new Date(to),
  before: before ?? null,
});

/** The hash and the account's id stay here. */
const entryReply = ({ accountId: _account, onBehalfOf: _for, hash: _hash, ...row }: AuditRow) =>
  row;

const COLUMNS = [
  ...(["position", "at", "login", "displayName", "role", "onBehalfOfName", "source"] as const),
  ...(["action", "object", "detail", "hash"] as const),
];

const auditCsv = (rows: readonly AuditRow[]): string =>
  csvOf(
    COLUMNS,
    rows.map((row) =>
      COLUMNS.map((name) => (name === "detail" ? JSON.stringify(row.detail) : row[name])),
    ),
  );
