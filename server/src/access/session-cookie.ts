import type { FastifyReply } from "fastify";

export const SESSION_COOKIE = "onegrid_session";
/** Of a sign-in whose code is outstanding. */
export const STEP_COOKIE = "onegrid_step";
/** Of a way to single sign-on that began in this browser. */
export const SSO_COOKIE = "onegrid_sso";

/** Where the short-lived ones are sent to: nothing else ever sees them. */
const PATHS = { [STEP_COOKIE]: "/api/access/sign-in", [SSO_COOKIE]: "/api/access/sso" } as const;
type ShortCookie = keyof typeof PATHS;

/** No script reads it, no other site's page sends it. */
export function setSessionCookie(reply: FastifyReply, token: string, isSecure: boolean): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure,
  });
}

export function setShortCookie(
  reply: FastifyReply,
  name: ShortCookie,
  { token, maxAge, isSecure }: { token: string; maxAge: number; isSecure: boolean },
): void {
  void reply.setCookie(name, token, {
    path: PATHS[name],
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure,
    maxAge,
  });
}

export function clearShortCookie(reply: FastifyReply, name: ShortCookie): void {
  void reply.clearCookie(name, { path: PATHS[name] });
}
