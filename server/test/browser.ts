import type { FastifyInstance } from "fastify";
import { expect } from "vitest";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

interface Reply<T> {
  readonly status: number;
  readonly body: T;
  readonly cookie: string | undefined;
}
export type Ask = <T = { code: string }>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  url: string,
  payload?: object,
) => Promise<Reply<T>>;

/** Asks as a browser does that keeps its cookies. */
export function browser(app: FastifyInstance): Ask {
  const jar = new Map<string, string>();
  const cookieOf = (): string | undefined =>
    jar.size === 0 ? undefined : [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return async (method, url, payload) => {
    const sent = cookieOf();
    const reply = await app.inject({
      method,
      url,
      headers: { "x-onegrid": "1", "user-agent": CHROME, ...(sent && { cookie: sent }) },
      ...(payload && { payload }),
    });
    for (const { name, value } of reply.cookies) {
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const cookie = cookieOf();
    const body = reply.body === "" ? {} : JSON.parse(reply.body);
    return { status: reply.statusCode, body, cookie };
  };
}

/** A browser in which somebody of the demo is signed in. */
export async function signedInBrowser(app: FastifyInstance, login: string): Promise<Ask> {
  const ask = browser(app);
  const asked = { login, password: "onegrid-demo" };
  expect((await ask("POST", "/api/access/sign-in", asked)).status).toBe(200);
  return ask;
}
