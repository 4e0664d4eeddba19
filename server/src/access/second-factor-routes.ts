import { Me } from "@onegrid/core/access/contract";
import {
  CodeBody,
  EnrolmentReply,
  FactorReply,
  ProofBody,
  RecoveryCodesReply,
} from "@onegrid/core/access/second-factor-contract";
import { deleteSignInStep, findAccount, findFactor, findSignInStep } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { signIn, type EnterOptions } from "./enter.ts";
import { isDemandedOf } from "./factor-due.ts";
import { whoAsks } from "./guard.ts";
import { passwordFits } from "./passwords.ts";
import {
  confirmEnrolment,
  renewRecoveryCodes,
  spendCode,
  startEnrolment,
  switchFactorOff,
  type FactorOptions,
} from "./second-factor.ts";
import { clearShortCookie, setSessionCookie, STEP_COOKIE } from "./session-cookie.ts";
import { digestToken, rotateToken, type SignedIn } from "./sessions.ts";
import { Nothing } from "../operations/api-answers.ts";
import { countTry } from "./sign-in-brake.ts";

type Options = EnterOptions & FactorOptions;

/** One-time codes (动态口令): the second step of signing in, and what everybody does with their own. */
export const secondFactorRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, factorPolicy } = options;
  const own = { rule: "signed-in" } as const;
  const whileDue = { ...own, whileFactorDue: true } as const;

  app.post(
    "/api/access/sign-in/code",
    {
      config: { rule: "public", rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: { body: CodeBody, response: { 200: Me } },
    },
    async (request, reply) => {
      const tokenHash = digestToken(request.cookies[STEP_COOKIE] ?? "");
      const account = await findSignInStep(db, tokenHash, now());
      if (!account) throw new Problem({ code: "access.step-over" });
      const provedBy = await requireCode(options, account, request.body.code);
      // Of two that come with good codes at once, one ends the step and is in.
      if (!(await deleteSignInStep(db, tokenHash))) throw new Problem({ code: "access.step-over" });
      const entrance = { account, via: account.via, factor: provedBy };
      const me = await signIn(options, entrance, { request, reply });
      clearShortCookie(reply, STEP_COOKIE);
      return me;
    },
  );

  app.get(
    "/api/access/factor",
    { config: whileDue, schema: { response: { 200: FactorReply } } },
    async (request) => {
      const signedIn = whoAsks(request);
      const factor = await findFactor(db, signedIn.accountId);
      return {
        isOn: factor?.confirmedAt != null,
        since: factor?.confirmedAt?.toISOString() ?? null,
        recoveryLeft: factor?.recoveryLeft ?? 0,
        isDemanded: isDemandedOf(signedIn, factorPolicy),
      };
    },
  );

  app.post(
    "/api/access/factor/enrolment",
    { config: whileDue, schema: { body: ProofBody, response: { 200: EnrolmentReply } } },
    async (request) => startEnrolment(options, await requireOwner(options, request, request.body)),
  );

  app.post(
    "/api/access/factor/confirm",
    { config: whileDue, schema: { body: CodeBody, response: { 200: RecoveryCodesReply } } },
    async (request, reply) => {
      const signedIn = whoAsks(request);
      const succeed = countTry(options.brake, codeKey(signedIn), now());
      const codes = await confirmEnrolment(options, signedIn, request.body.code);
      succeed();
      await renewCookie(options, request, reply);
      return { codes };
    },
  );

  app.post(
    "/api/access/factor/recovery-codes",
    { config: own, schema: { body: ProofBody, response: { 200: RecoveryCodesReply } } },
    async (request, reply) => {
      const signedIn = await requireOwner(options, request, request.body);
      const codes = await renewRecoveryCodes(options, signedIn);
      await renewCookie(options, request, reply);
      return { codes };
    },
  );

  app.post(
    "/api/access/factor/off",
    { config: own, schema: { body: ProofBody, response: { 204: Nothing } } },
    async (request, reply) => {
      if (isDemandedOf(whoAsks(request), factorPolicy))
        throw new Problem({ code: "access.factor-demanded" });
      await switchFactorOff(options, await requireOwner(options, request, request.body));
      await renewCookie(options, request, reply);
      return reply.code(204).send();
    },
  );
};

/**
 * Counted by account alone: only whoever knows the password comes this far, so nobody else can be kept
 * out by it, and a guesser with a thousand addresses has no more tries than one.
 */
const codeKey = ({ accountId }: { readonly accountId: string }): string => `code:${accountId}`;

/** Refuses unless the code is good; it is used up. */
async function requireCode(
  options: Options,
  account: { readonly id: string; readonly login: string },
  text: string,
): Promise<string> {
  const { db, brake, now } = options;
  const succeed = countTry(brake, codeKey({ accountId: account.id }), now());
  const provedBy = await spendCode(options, account.id, text);
  if (provedBy === null) {
    const detail = { step: "code" };
    const entry = { accountId: account.id, action: "access.refuse", object: account.login, detail };
    await writeAudit(db, entry);
    throw new Problem({ code: "access.wrong-code" });
  }
  succeed();
  return provedBy;
}

/** Whoever sits at an unlocked screen is not yet its owner: password, and code where there is one. */
async function requireOwner(
  options: Options,
  request: FastifyRequest,
  { password, code }: ProofBody,
): Promise<SignedIn> {
  const { db, brake, now } = options;
  const signedIn = whoAsks(request);
  const { accountId, login, hasFactor } = signedIn;
  const succeed = countTry(brake, accountId, now());
  const account = await findAccount(db, login);
  if (!(await passwordFits(account?.passwordHash, password)))
    throw new Problem({ code: "access.wrong-password" });
  succeed();
  if (hasFactor) await requireCode(options, { id: accountId, login }, code ?? "");
  return signedIn;
}

async function renewCookie(
  { db, isSecure }: Options,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  setSessionCookie(reply, await rotateToken(db, whoAsks(request).sessionId), isSecure);
}
