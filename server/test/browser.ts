import type { FastifyInstance } from "fastify";

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

/** Asks as a browser does that keeps its cookie. */
export function browser(app: FastifyInstance): Ask {
  let cookie: string | undefined;
  return async (method, url, payload) => {
    const reply = await app.inject({
      method,
      url,
      headers: { "x-onegrid": "1", "user-agent": CHROME, ...(cookie && { cookie }) },
      ...(payload && { payload }),
    });
    const [set] = reply.cookies;
    if (set) cookie = `${set.name}=${set.value}`;
    const body = reply.body === "" ? {} : JSON.parse(reply.body);
    return { status: reply.statusCode, body, cookie };
  };
}
