import { AsyncLocalStorage } from "node:async_hooks";
import type { Db } from "@onegrid/db";
import { appendAudit, type AuditEntry } from "@onegrid/db/access";
import type { FastifyInstance } from "fastify";

/** What every entry of a request has in common; the guard fills in the role it went by. */
interface RequestFacts {
  readonly source: string;
  role: string | null;
}

const present = new AsyncLocalStorage<RequestFacts>();

/** Remembers for the length of each request where it came from. Before every other hook. */
export function followRequests(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    present.run({ source: request.ip, role: null }, done);
  });
}

/** The role by which the present request was let through. */
export function noteRole(role: string | null): void {
  const facts = present.getStore();
  if (facts !== undefined) facts.role = role;
}

export type Deed = Pick<AuditEntry, "accountId" | "action" | "object" | "detail">;

/** Writes down what somebody did, with the role and the address of the present request. */
export const writeAudit = (db: Db, deed: Deed): Promise<void> => {
  const { source, role } = present.getStore() ?? { source: null, role: null };
  return appendAudit(db, { ...deed, source, role, onBehalfOf: null });
};
