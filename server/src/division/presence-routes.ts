import { isInScope } from "@onegrid/core/access";
import { PresenceBody, PresenceReply } from "@onegrid/core/division/contract";
import { readAs, type Db } from "@onegrid/db";
import {
  forgetPresence,
  listPresence,
  loadDivision,
  loadDivisionForUpdate,
  notePresence,
  type DivisionRow,
  type PresenceRow,
} from "@onegrid/db/division";
import { append } from "@onegrid/db/events";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor, whoAsks } from "../access/guard.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";
import { requireMine } from "./edit-division.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** A page that was silent for so long is gone: it says that it is there three times as often. */
const SILENCE_MS = 60_000;
/** So long somebody draws alone; asked for again, it begins anew. */
const CLAIM_MS = 10 * 60_000;

/** Who has a division open just now (在场), and who draws alone there (独占). */
export const presenceRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub } = options;
  app.post(
    "/api/divisions/:id/presence",
    {
      config: { rule: "plan.read" },
      schema: { params: Params, body: PresenceBody, response: { 200: PresenceReply } },
    },
    async (request) => {
      const { accountId } = whoAsks(request);
      const row = requireMine(
        await readAs(db, sightFor(request), (trx) => loadDivision(trx, request.params.id)),
        { divisionId: request.params.id, scope: scopeFor(request, "plan.read"), accountId },
      );
      if (request.body.says === "claim" && !isInScope(scopeFor(request, "plan.edit"), row.path))
        throw new Problem({ code: "access.forbidden", permission: "plan.edit" });
      const asked = { ...request.body, accountId, now: now() };
      const { rows, hasChanged } = await db.transaction().execute((trx) => hear(trx, row, asked));
      if (hasChanged) hub.wake();
      return presenceReply(rows, asked);
    },
  );
};

interface Heard extends PresenceBody {
  readonly accountId: string;
  readonly now: Date;
}

/** Notes what a page says; others hear of it when it came, went, claimed or released. */
async function hear(trx: Db, row: DivisionRow, heard: Heard) {
  const { id: divisionId } = row;
  // Two pages that claim at once take turns; who is only there waits for nobody.
  if (heard.says === "claim") await loadDivisionForUpdate(trx, divisionId);
  const since = new Date(heard.now.getTime() - SILENCE_MS);
  const before = await listPresence(trx, divisionId, since);
  if (heard.says === "claim") requireUnclaimed(before, heard);
  await forgetPresence(trx, {
    ...heard,
    before: since,
    pageId: heard.says === "leaves" ? heard.pageId : "",
  });
  if (heard.says !== "leaves")
    await notePresence(trx, { ...heard, divisionId, claimedAt: claimOf(heard) });
  const rows = await listPresence(trx, divisionId, since);
  const hasChanged = keyOf(before) !== keyOf(rows);
  if (hasChanged) await tell(trx, row);
  return { rows, hasChanged };
}

const claimOf = ({ says, now }: Heard): Date | null | undefined =>
  says === "here" ? undefined : says === "claim" ? now : null;

const keyOf = (rows: readonly PresenceRow[]): string =>
  rows.map(({ pageId, claimedAt }) => `${pageId} ${claimedAt?.getTime() ?? ""}`).join();

const untilOf = ({ claimedAt }: PresenceRow, now: Date): Date | null => {
  const until = claimedAt && new Date(claimedAt.getTime() + CLAIM_MS);
  return until && until > now ? until : null;
};

function requireUnclaimed(rows: readonly PresenceRow[], { pageId, now }: Heard): void {
  const other = rows.find((row) => row.pageId !== pageId && untilOf(row, now) !== null);
  if (other !== undefined)
    throw new Problem({
      code: "division.claimed",
      by: other.name,
      until: untilOf(other, now)?.toISOString() ?? "",
    });
}

const tell = (trx: Db, { id, planId, path, revision }: DivisionRow) =>
  append(trx, [
    {
      kind: "division.presence-changed",
      subject: id,
      scopePath: path,
      payload: { divisionId: id, planId, revision },
    },
  ]);

function presenceReply(
  rows: readonly PresenceRow[],
  { pageId, accountId, now }: Heard,
): PresenceReply {
  const own = rows.find((row) => row.pageId === pageId);
  return {
    others: rows
      .filter((row) => row.pageId !== pageId)
      .map((row) => ({
        name: row.name,
        isMine: row.accountId === accountId,
        claimedUntil: untilOf(row, now)?.toISOString() ?? null,
      })),
    claimedUntil: (own && untilOf(own, now)?.toISOString()) ?? null,
  };
}
