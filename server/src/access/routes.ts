import { DemoAccounts, Me, SignInBody } from "@onegrid/core/access/contract";
import { CodeDue } from "@onegrid/core/access/second-factor-contract";
import { findAccount, listDemoAccounts } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { DEMO_LOGINS, DEMO_PASSWORD, DEMO_ROLES } from "./demo-accounts.ts";
import { passFirst, type EnterOptions } from "./enter.ts";
import { whoAsks } from "./guard.ts";
import { meOf } from "./me-of.ts";
import { networkOf } from "./network-of.ts";
import { checkPassword } from "./passwords.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";
import { closeSession } from "./sessions.ts";
import { Nothing } from "../operations/api-answers.ts";
import { countTry } from "./sign-in-brake.ts";

export const accessRoutes: FastifyPluginAsyncTypebox<EnterOptions> = async (app, options) => {
  const { db, now, brake, factorPolicy } = options;

  app.post(
    "/api/access/sign-in",
    {
      config: { rule: "public", rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: { body: SignInBody, response: { 200: Me, 202: CodeDue } },
    },
    async (request, reply) => {
      const { login, password } = request.body;
      const succeed = countTry(brake, `${login}|${networkOf(request.ip)}`, now());
      const { account, fits } = await checkPassword(() => findAccount(db, login), password);
      if (!fits || !account) {
        // An unknown login may be a password in the wrong field: it is not written down.
        const object = account?.login ?? "";
        await writeAudit(db, { accountId: null, action: "access.refuse", object, detail: {} });
        throw new Problem({ code: "access.wrong-password" });
      }
      succeed();
      return passFirst(options, { account, via: "password" }, { request, reply });
    },
  );

  const always = { rule: "signed-in", whilePasswordDue: true, whileFactorDue: true } as const;

  app.post(
    "/api/access/sign-out",
    { config: always, schema: { response: { 204: Nothing } } },
    async (request, reply) => {
      await closeSession(db, request.cookies[SESSION_COOKIE] ?? "");
      return reply.clearCookie(SESSION_COOKIE, { path: "/" }).code(204).send();
    },
  );

  app.get(
    "/api/access/me",
    { config: { ...always, forKeys: true }, schema: { response: { 200: Me } } },
    async (request) => meOf(whoAsks(request), factorPolicy),
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
