import {
  ChangePasswordBody,
  Me,
  SessionsReply,
  SetUpBody,
  SetUpState,
} from "@onegrid/core/access/contract";
import { endSessions, findAccount, listSessions, setPassword } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { enter, type EnterOptions } from "./enter.ts";
import type { FirstRun } from "./first-run.ts";
import { whoAsks } from "./guard.ts";
import { hashPassword, passwordFits, requireGoodPassword } from "./passwords.ts";
import { setSessionCookie } from "./session-cookie.ts";
import { rotateToken } from "./sessions.ts";
import { Nothing } from "../operations/api-answers.ts";
import { countTry } from "./sign-in-brake.ts";

interface Options extends EnterOptions {
  readonly firstRun: FirstRun;
}

const OTHERS = "others";

/** The first account, and what everybody does with their own. */
export const accountRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, isSecure, firstRun, brake } = options;
  const own = { rule: "signed-in" } as const;

  app.get(
    "/api/access/set-up",
    { config: { rule: "public" }, schema: { response: { 200: SetUpState } } },
    async () => ({ isOpen: await firstRun.isOpen() }),
  );

  app.post(
    "/api/access/set-up",
    {
      config: { rule: "public", rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: { body: SetUpBody, response: { 200: Me } },
    },
    async (request, reply) => {
      await firstRun.setUp(request.body);
      const account = await findAccount(db, request.body.login);
      if (!account) throw new Error("the first account was not made");
      return enter(options, { account, via: "password" }, { request, reply });
    },
  );

  app.post(
    "/api/access/password",
    {
      config: { ...own, whilePasswordDue: true, whileFactorDue: true },
      schema: { body: ChangePasswordBody, response: { 204: Nothing } },
    },
    async (request, reply) => {
      const { accountId, login, displayName, sessionId } = whoAsks(request);
      const { present, next } = request.body;
      const succeed = countTry(brake, accountId, now());
      const account = await findAccount(db, login);
      if (!(await passwordFits(account?.passwordHash, present)))
        throw new Problem({ code: "access.wrong-password" });
      succeed();
      await requireGoodPassword(next, { login, displayName });
      const passwordHash = await hashPassword(next);
      await db.transaction().execute(async (trx) => {
        await setPassword(trx, accountId, { passwordHash, mustChange: false });
        // Whoever knew the old one is out.
        await endSessions(trx, accountId, { except: sessionId });
        const entry = { accountId, action: "access.change-password", object: login, detail: {} };
        await writeAudit(trx, entry);
      });
      setSessionCookie(reply, await rotateToken(db, sessionId), isSecure);
      return reply.code(204).send();
    },
  );

  app.get(
    "/api/access/sessions",
    { config: own, schema: { response: { 200: SessionsReply } } },
    async (request) => {
      const { accountId, sessionId } = whoAsks(request);
      const sessions = await listSessions(db, accountId);
      return {
        sessions: sessions.map((session) => ({
          id: session.id,
          device: session.device,
          createdAt: session.createdAt.toISOString(),
          seenAt: session.seenAt.toISOString(),
          expiresAt: session.expiresAt.toISOString(),
          isThis: session.id === sessionId,
        })),
      };
    },
  );

  app.delete(
    "/api/access/sessions/:id",
    {
      config: own,
      schema: {
        params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { accountId, login, sessionId } = whoAsks(request);
      const { id } = request.params;
      // Somebody else's session is answered as one that has ended.
      const ended = await endSessions(
        db,
        accountId,
        id === OTHERS ? { except: sessionId } : { only: id },
      );
      const detail = { ended };
      await writeAudit(db, { accountId, action: "access.end-sessions", object: login, detail });
      return reply.code(204).send();
    },
  );
};
