import { AsyncLocalStorage } from "node:async_hooks";
import type { Db } from "@onegrid/db";
import { appendAudit, type AuditEntry, type DutyRow } from "@onegrid/db/access";
import type { FastifyInstance } from "fastify";

/** What every entry of a request has in common; the guard fills in the duty it went by. */
interface RequestFacts {
  readonly source: string;
  role: string | null;
  onBehalfOf: string | null;
}

const present = new AsyncLocalStorage<RequestFacts>();

/** Remembers for the length of each request where it came from. Before every other hook. */
export function followRequests(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, done) => {
    present.run({ source: request.ip, role: null, onBehalfOf: null }, done);
  });
}

/** The duty by which the present request was let through, and for whom it is held. */
export function noteDuty(duty: Pick<DutyRow, "role" | "onBehalfOf"> | undefined): void {
  const facts = present.getStore();
  if (facts === undefined) return;
  facts.role = duty?.role ?? null;
  facts.onBehalfOf = duty?.onBehalfOf?.accountId ?? null;
}

export type Deed = Pick<AuditEntry, "accountId" | "action" | "object" | "detail">;

/** Writes down what somebody did, with the role and the address of the present request. */
export const writeAudit = (db: Db, deed: Deed): Promise<void> => {
  const nobody = { source: null, role: null, onBehalfOf: null };
  return appendAudit(db, { ...deed, ...(present.getStore() ?? nobody) });
};
