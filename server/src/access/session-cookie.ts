import type { FastifyReply } from "fastify";

export const SESSION_COOKIE = "onegrid_session";

/** No script reads it, no other site's page sends it. */
export function setSessionCookie(reply: FastifyReply, token: string, isSecure: boolean): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure,
  });
}
