import { Me } from "@onegrid/core/access/contract";
import { CodeDue } from "@onegrid/core/access/second-factor-contract";
import { SsoFinishBody, SsoStart, SsoState } from "@onegrid/core/access/single-sign-on-contract";
import { insertSsoAttempt, takeSsoAttempt, type AccountRow } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { RETURN_PATH, type SsoConfig } from "../config-sign-in.ts";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { passFirst, type EnterOptions } from "./enter.ts";
import { makeIssuer, SsoRefusal, type Identity, type Issuer } from "./issuer.ts";
import { clearShortCookie, setShortCookie, SSO_COOKIE } from "./session-cookie.ts";
import { digestToken, makeToken } from "./sessions.ts";
import { accountOf } from "./sso-accounts.ts";

interface Options extends EnterOptions {
  readonly sso: SsoConfig | undefined;
}

/** How long somebody may take at the issuer's page. */
const OUTING_SECONDS = 600;

/** Single sign-on (单点登录) by OpenID Connect. */
export const ssoRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, isSecure, sso } = options;
  const issuer = sso === undefined ? undefined : makeIssuer(sso, now);
  const door = { rule: "public", rateLimit: { max: 60, timeWindow: 60_000 } } as const;

  app.get(
    "/api/access/sso",
    { config: door, schema: { response: { 200: SsoState } } },
    async () => ({
      isOn: issuer !== undefined,
      label: sso?.label ?? "",
      isAway: issuer !== undefined && (await issuer.isAway()),
    }),
  );

  app.post(
    "/api/access/sso/start",
    { config: door, schema: { response: { 200: SsoStart } } },
    async (request, reply) => {
      const returnAddress = sso?.returnAddress ?? addressOf(request);
      const { address, outing } = await present(issuer).begin(returnAddress);
      const token = makeToken();
      const expiresAt = new Date(now().getTime() + OUTING_SECONDS * 1000);
      const tokenHash = digestToken(token);
      await insertSsoAttempt(db, { ...outing, tokenHash, now: now(), expiresAt });
      setShortCookie(reply, SSO_COOKIE, { token, maxAge: OUTING_SECONDS, isSecure });
      return { address };
    },
  );

  app.post(
    "/api/access/sso/finish",
    { config: door, schema: { body: SsoFinishBody, response: { 200: Me, 202: CodeDue } } },
    async (request, reply) => {
      const { answer } = request.body;
      const { identity, account } = await comeBack(request, answer);
      request.log.info({ issuer: identity.issuer }, "single sign-on");
      const entered = await passFirst(options, { account, via: "sso" }, { request, reply });
      clearShortCookie(reply, SSO_COOKIE);
      return entered;
    },
  );

  async function comeBack(
    request: FastifyRequest,
    answer: string,
  ): Promise<{ identity: Identity; account: AccountRow }> {
    const home = present(issuer);
    // Taken away before anything is looked at: whatever comes back counts once.
    const tokenHash = digestToken(request.cookies[SSO_COOKIE] ?? "");
    const outing = await takeSsoAttempt(db, tokenHash, now());
    if (!outing || new URLSearchParams(answer).get("state") !== outing.state) {
      await refuse("", outing ? "another state" : "no attempt");
      throw new Problem({ code: "access.sso-over" });
    }
    const identity = await home.finish(outing, answer).catch(async (error: unknown) => {
      if (!(error instanceof SsoRefusal)) throw error;
      await refuse("", error.message);
      throw new Problem({ code: "access.sso-refused" });
    });
    const account = await accountOf(db, identity, { link: sso?.link ?? "allowed", now: now() });
    if (account) return { identity, account };
    await refuse("", "no account");
    throw new Problem({ code: "access.sso-no-account" });
  }

  const refuse = (object: string, reason: string): Promise<void> =>
    writeAudit(db, {
      accountId: null,
      action: "access.refuse",
      object,
      detail: { via: "sso", reason },
    });

  const addressOf = ({ protocol, host }: FastifyRequest): string => {
    // As an address is written: `:80` said and left out must be one, for the issuer compares letters.
    const address = URL.parse(RETURN_PATH, `${isSecure ? "https" : protocol}://${host}`);
    if (address) return address.href;
    throw new Problem({ code: "request.invalid", place: "headers/host", reason: "no address" });
  };
};

function present(issuer: Issuer | undefined): Issuer {
  if (!issuer) throw new Problem({ code: "access.sso-off" });
  return issuer;
}
