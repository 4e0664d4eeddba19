import type { HandedPassword } from "@onegrid/core/access/contract";
import type {
  EnrolmentReply,
  RecoveryCodesReply,
} from "@onegrid/core/access/second-factor-contract";
import type { Db } from "@onegrid/db";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import type { FastifyInstance } from "fastify";
import { Secret, TOTP } from "otpauth";
import { browser, type Ask } from "./browser.ts";

/** Of everybody who was made here. */
export const GOOD_PASSWORD = "seven red lanterns at noon";

/** The code that an authenticator shows at a moment. */
export const codeAt = (secret: string, at: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

/** What somebody keeps at home who has set up a second factor. */
export interface Enrolled {
  readonly ask: Ask;
  readonly secret: string;
  readonly recovery: readonly string[];
}

export const signIn = async (
  app: FastifyInstance,
  login: string,
  password = GOOD_PASSWORD,
): Promise<Ask> => {
  const ask = browser(app);
  const { status, body } = await ask("POST", "/api/access/sign-in", { login, password });
  if (status >= 300) throw new Error(`${login}: ${JSON.stringify(body)}`);
  return ask;
};

/** Gives somebody an account with a role in the whole district, and makes it their own. */
export async function makeMember(
  { app, db }: { app: FastifyInstance; db: Db },
  login: string,
  role = "planner",
): Promise<{ ask: Ask; id: string }> {
  const admin = await signIn(app, "admin", "onegrid-demo");
  const [root] = await listAreas(
    db,
    (await listRootAreas(db)).map(({ id }) => id),
  );
  const { body } = await admin<HandedPassword>("POST", "/api/access/people", {
    login,
    displayName: `${login} 同志`,
    duties: [{ role, areaId: root?.id, validFrom: "2026-01-01", validTo: null }],
  });
  const ask = await signIn(app, login, body.password);
  const change = { present: body.password, next: GOOD_PASSWORD };
  const { status } = await ask("POST", "/api/access/password", change);
  if (status !== 204) throw new Error(`${login} has no password`);
  return { ask, id: body.person.id };
}

/** Sets a second factor up for whoever asks. */
export async function enrol(ask: Ask, now: Date, password = GOOD_PASSWORD): Promise<Enrolled> {
  const begun = await ask<EnrolmentReply>("POST", "/api/access/factor/enrolment", { password });
  const { secret } = begun.body;
  const code = codeAt(secret, now);
  const done = await ask<RecoveryCodesReply>("POST", "/api/access/factor/confirm", { code });
  if (done.status !== 200) throw new Error(JSON.stringify([begun, done]));
  return { ask, secret, recovery: done.body.codes };
}
