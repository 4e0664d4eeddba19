import { DEMO_PASSWORD } from "@onegrid/server";

/** Asks a running server as somebody; anything but an answer is thrown. */
export type Ask = (path: string, body?: object) => Promise<Buffer>;

/** Signs in with the password of the demo. */
export async function signIn(address: string, login: string): Promise<Ask> {
  const headers: Record<string, string> = { "x-onegrid": "1" };
  const send = (path: string, body?: object) =>
    fetch(`${address}${path}`, {
      headers: { ...headers, ...(body && { "content-type": "application/json" }) },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
  const reply = await send("/api/access/sign-in", { login, password: DEMO_PASSWORD });
  headers["cookie"] = reply.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return async (path, body) => {
    const answer = await send(path, body);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${String(bytes)}`);
    return bytes;
  };
}
