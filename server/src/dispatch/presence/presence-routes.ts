import { isReached, reachesOf } from "@onegrid/core/access";
import { CasePresenceBody, CasePresenceReply } from "@onegrid/core/dispatch/presence-contract";
import { readAs, type Db } from "@onegrid/db";
import { forgetCasePage, noteCasePage, type StoredCase } from "@onegrid/db/dispatch";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { whoAsks } from "../../access/guard.ts";
import type { SignedIn } from "../../access/sessions.ts";
import type { LiveHub } from "../../live/hub.ts";
import { sightFor } from "../../sight-for.ts";
import { requireCase } from "../cases/require-case.ts";
import { reachableOf } from "../rights/case-jurisdiction.ts";
import { reachFor } from "../rights/reach-for.ts";
import { followCasePresence } from "./case-presence.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
  readonly pollMs?: number;
}

const POLL_MS = 1_000;

/** Who else has a case open just now (在看). */
export const presenceRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub, pollMs = POLL_MS } = options;
  const presence = followCasePresence(db, { hub, now, pollMs });
  app.addHook("onClose", async () => presence.stop());
  app.post(
    "/api/cases/presence",
    {
      config: { rule: "case.read" },
      schema: { body: CasePresenceBody, response: { 200: CasePresenceReply } },
    },
    async (request) => {
      const { pageId, caseId, isWriting } = request.body;
      const { accountId, duties } = whoAsks(request);
      const [cases, sight] = [reachFor(request, "case.read"), sightFor(request)];
      const open = caseId && (await readAs(db, sight, (trx) => requireCase(trx, caseId, cases)));
      const page = { pageId, accountId, isWriting, seenAt: now() };
      const isNews = open
        ? await noteCasePage(db, { ...page, caseId: open.case.id, role: roleOn(open, duties) })
        : await forgetCasePage(db, page);
      await (isNews ? presence.look() : presence.lookIfOld());
      return { cases: presence.shownTo({ cases, sight }) };
    },
  );
};

/** The duty by which somebody sees a case; of those who have it in hand, the first. */
function roleOn(stored: StoredCase, duties: SignedIn["duties"]): string {
  const thing = reachableOf(stored);
  const reaching = duties.find((duty) =>
    isReached({ reaches: reachesOf([duty], "case.read"), ownIds: [] }, thing),
  );
  return (reaching ?? duties[0])?.role ?? "";
}
