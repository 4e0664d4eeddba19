import { mayAnywhere, type Permission } from "@onegrid/core/access";
import { DemoAccounts, Me, SignInBody } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import { findAccount, listDemoAccounts, listDuties, writeAudit } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply } from "fastify";
import { Problem } from "../problem.ts";
import { DEMO_LOGINS, DEMO_PASSWORD, DEMO_ROLES } from "./demo-accounts.ts";
import { SESSION_COOKIE, whoAsks } from "./guard.ts";
import { passwordFits } from "./passwords.ts";
import { closeSession, localDay, openSession, type SignedIn } from "./sessions.ts";
import { makeSignInBrake } from "./sign-in-brake.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly isSecure: boolean;
}

export const accessRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now } = options;
  const brake = makeSignInBrake();

  app.post(
    "/api/access/sign-in",
    {
      config: { rule: "public", rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: { body: SignInBody, response: { 200: Me } },
    },
    async (request, reply) => {
      const { login, password } = request.body;
      const key = `${login}|${request.ip}`;
      const seconds = brake.secondsToWait(key, now());
      if (seconds > 0) throw new Problem({ code: "access.too-many-attempts", seconds });

      // Noted before the slow part: tries that arrive together count one by one.
      brake.noteTry(key, now());
      const account = await findAccount(db, login);
      if (!(await passwordFits(account?.passwordHash, password)) || !account) {
        // An unknown login may be a password in the wrong field: it is not written down.
        const object = account?.login ?? "";
        await writeAudit(db, { accountId: null, action: "access.refuse", object, detail: {} });
        throw new Problem({ code: "access.wrong-password" });
      }
      brake.noteSuccess(key);
      const token = await openSession(db, account.id, now());
      await writeAudit(db, {
        accountId: account.id,
        action: "access.sign-in",
        object: account.login,
        detail: {},
      });
      setCookie(reply, token, options.isSecure);
      const duties = await listDuties(db, account.id, localDay(now()));
      return me({ ...account, accountId: account.id, duties });
    },
  );

  app.post("/api/access/sign-out", { config: { rule: "signed-in" } }, async (request, reply) => {
    await closeSession(db, request.cookies[SESSION_COOKIE] ?? "");
    return reply.clearCookie(SESSION_COOKIE, { path: "/" }).code(204).send();
  });

  app.get(
    "/api/access/me",
    { config: { rule: "signed-in" }, schema: { response: { 200: Me } } },
    async (request) => me(whoAsks(request)),
  );

  app.get(
    "/api/access/demo-accounts",
    { config: { rule: "public" }, schema: { response: { 200: DemoAccounts } } },
    async () => ({
      accounts: (await listDemoAccounts(db, DEMO_LOGINS))
        .toSorted((a, b) => DEMO_LOGINS.indexOf(a.login) - DEMO_LOGINS.indexOf(b.login))
        .map(({ login, displayName }) => ({
          login,
          displayName,
          password: DEMO_PASSWORD,
          role: DEMO_ROLES.get(login) ?? login,
        })),
    }),
  );
};

function setCookie(reply: FastifyReply, token: string, isSecure: boolean): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure,
  });
}

function me(signedIn: Omit<SignedIn, "passwordHash">): Me {
  const may = (permission: Permission): boolean => mayAnywhere(signedIn, permission);
  return {
    id: signedIn.accountId,
    login: signedIn.login,
    displayName: signedIn.displayName,
    locale: signedIn.locale,
    isDemo: signedIn.isDemo,
    duties: signedIn.duties.map(({ id, role, areaId, areaName, areaKind }) => ({
      id,
      role,
      areaId,
      areaName,
      areaKind,
    })),
    canReadPlans: may("plan.read"),
    canPlan: may("plan.edit"),
    canPublish: may("plan.publish"),
    canCover: may("coverage.read"),
    canReadCases: may("case.read"),
    canDispatch: may("case.act"),
    canReport: may("case.report"),
    canImport: may("import.run"),
  };
}
