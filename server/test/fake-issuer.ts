import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { base64, makeSigner, type Claims, type Signature } from "./fake-token.ts";

export const CLIENT = { id: "onegrid", secret: "a secret between two" };

/** How an answer of the issuer is spoilt. */
export interface Spoil {
  /** Changes what the token says. */
  readonly claims?: (claims: Claims) => Claims;
  readonly signature?: Signature;
  readonly withoutToken?: boolean;
}

export interface FakeIssuer {
  readonly address: string;
  /** Moments of the tokens. */
  now: () => Date;
  spoil: Spoil;
  /** While true nothing is answered. */
  isAway: boolean;
  /** The token endpoint fails. */
  isBroken: boolean;
  /** Claims that are told only to those who ask again. */
  isShort: boolean;
  readonly asked: string[];
  /** Signs a person in at the address that we were sent to, and answers `?code=…&state=…`. */
  readonly consent: (address: string, person: { sub: string; login?: string }) => string;
  readonly close: () => Promise<void>;
}

interface Grant {
  readonly query: URLSearchParams;
  readonly person: { readonly sub: string; readonly login?: string };
}

/** An OpenID provider in this process, with real signatures, that can be told to lie. */
export async function openFakeIssuer(now: () => Date): Promise<FakeIssuer> {
  const { sign, publicKey } = makeSigner(CLIENT.secret);
  const grants = new Map<string, Grant>();
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer: FakeIssuer = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    now,
    spoil: {},
    isAway: false,
    isBroken: false,
    isShort: false,
    asked: [],
    consent: (address, person) => {
      const query = new URL(address).searchParams;
      const code = randomUUID();
      grants.set(code, { query, person });
      return `?${new URLSearchParams({ code, state: query.get("state") ?? "" })}`;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", issuer.address);
    issuer.asked.push(pathname);
    if (issuer.isAway) return void request.socket.destroy();
    const reply = (status: number, body: object): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (pathname === "/.well-known/openid-configuration")
      return reply(200, description(issuer.address));
    if (pathname === "/keys") return reply(200, { keys: [publicKey] });
    if (issuer.isBroken) return reply(502, {});
    if (pathname === "/userinfo")
      return reply(200, personClaims(request.headers.authorization ?? ""));
    return reply(...tokens(request.headers.authorization ?? "", await textOf(request)));
  }

  function tokens(authorization: string, text: string): [number, object] {
    const form = new URLSearchParams(text);
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? ""); // a code is good once
    const basic = Buffer.from(
      `${encodeURIComponent(CLIENT.id)}:${encodeURIComponent(CLIENT.secret).replaceAll("%20", "+")}`,
    ).toString("base64");
    if (authorization !== `Basic ${basic}`) return [401, { error: "invalid_client" }];
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isHers =
      grant?.query.get("code_challenge") === challenge &&
      grant.query.get("redirect_uri") === form.get("redirect_uri");
    if (!grant || !isHers) return [400, { error: "invalid_grant" }];
    const token = issuer.spoil.withoutToken === true ? {} : { id_token: signed(grant) };
    return [200, { access_token: base64(grant.person), token_type: "Bearer", ...token }];
  }

  function signed({ query, person }: Grant): string {
    const seconds = Math.floor(issuer.now().getTime() / 1000);
    const { claims = (same: Claims) => same, signature } = issuer.spoil;
    const payload = claims({
      iss: issuer.address,
      aud: CLIENT.id,
      sub: person.sub,
      ...(issuer.isShort || person.login === undefined ? {} : { preferred_username: person.login }),
      nonce: query.get("nonce"),
      iat: seconds,
      exp: seconds + 300,
    });
    return sign(payload, signature);
  }

  return issuer;
}

const description = (address: string): object => ({
  issuer: address,
  authorization_endpoint: `${address}/authorize`,
  token_endpoint: `${address}/token`,
  userinfo_endpoint: `${address}/userinfo`,
  jwks_uri: `${address}/keys`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
  code_challenge_methods_supported: ["S256"],
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}

/** The access token of this issuer is the person, in plain words. */
const personClaims = (authorization: string): object => {
  const { sub, login } = JSON.parse(
    Buffer.from(authorization.replace("Bearer ", ""), "base64url").toString(),
  ) as Grant["person"];
  return { sub, preferred_username: login };
};
