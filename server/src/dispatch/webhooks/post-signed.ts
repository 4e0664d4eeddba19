import { createHmac } from "node:crypto";
import { lookup, type LookupAddress } from "node:dns";
import { request as requestPlain, type RequestOptions } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP } from "node:net";
import { hostOf, type MayReach } from "./receiver-address.ts";

const TIMEOUT_MS = 10_000;

export interface Message {
  readonly url: URL;
  /** The same for every try of a delivery: the receiver knows by it what it has already. */
  readonly id: string;
  readonly secret: string;
  readonly body: string;
  readonly at: Date;
}

/** What came of it: an HTTP status, or why there was none. */
export interface Answer {
  readonly status: number | null;
  readonly fault: string | null;
}

export const isTaken = ({ status }: Answer): boolean =>
  status !== null && status >= 200 && status < 300;

/**
 * The headers of a message, by the specification of Standard Webhooks (standardwebhooks.com): HMAC-SHA256
 * of `id.timestamp.body` in base64, with the secret behind `whsec_` as key.
 */
export function signedHeaders({ id, secret, body, at }: Omit<Message, "url">) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/** Posts a message. Redirects are not followed; what the receiver says beyond its status is not read. */
export function postSigned(message: Message, mayReach: MayReach): Promise<Answer> {
  const { url, body } = message;
  const isPlain = url.protocol === "http:";
  const host = hostOf(url);
  if (isIP(host) !== 0 && !mayReach(host, isPlain))
    return Promise.resolve({ status: null, fault: "refused-address" });
  const options: RequestOptions = {
    method: "POST",
    agent: false,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    lookup: lookUpAllowed((address) => mayReach(address, isPlain)),
    headers: {
      ...signedHeaders(message),
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(body),
      "user-agent": "OneGrid-Webhooks/1",
    },
  };
  return new Promise((resolve) => {
    const request = (isPlain ? requestPlain : requestSecure)(url, options, (response) => {
      resolve({ status: response.statusCode ?? null, fault: null });
      response.destroy();
    });
    request.on("error", (error) => resolve({ status: null, fault: faultOf(error) }));
    request.end(body);
  });
}

function faultOf(error: Error): string {
  if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
  const code = "code" in error ? String(error.code) : error.name;
  return code.slice(0, 60);
}

class RefusedAddress extends Error {
  readonly code = "refused-address";
}

/** Looks names up and lets only allowed addresses through: the one that is asked is the one connected to. */
function lookUpAllowed(allows: (address: string) => boolean): RequestOptions["lookup"] {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, "");
      const [first, ...rest] = found.filter(({ address }) => allows(address));
      if (!first) return done(new RefusedAddress(), "");
      // Node asks for all of them or for one, by its own options.
      return options.all === true
        ? done(null, [first, ...rest])
        : done(null, first.address, first.family);
    });
  };
}
