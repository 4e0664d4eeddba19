import * as openid from "openid-client";
import type { SsoConfig } from "../config-sign-in.ts";
import { Problem } from "../problem.ts";

/** What has to come back, kept on our side until it does. */
interface Outing {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnAddress: string;
}

/** Who the issuer says it is. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** The claim that is a login here, if the issuer tells one. */
  readonly login: string | undefined;
}

/** The other side of single sign-on (OpenID Connect Core 1.0, code flow with PKCE). */
export interface Issuer {
  /** Whether it cannot be reached now. */
  readonly isAway: () => Promise<boolean>;
  /** Where to send the browser, and what to keep. Refuses with `access.sso-away`. */
  readonly begin: (
    returnAddress: string,
  ) => Promise<{ readonly address: string; readonly outing: Outing }>;
  /** Checks what came back (`?code=…`). Throws `SsoRefusal`, or refuses with `access.sso-away`. */
  readonly finish: (outing: Outing, answer: string) => Promise<Identity>;
}

/** What did not hold, for the audit; whoever signs in is told only that it did not. */
export class SsoRefusal extends Error {}

/** How long a description of the issuer is good, and how soon a failed look is repeated. */
const KNOWN_MS = 600_000;
const RETRY_MS = 3_000;
const TIMEOUT_SECONDS = 8;

export function makeIssuer(config: SsoConfig, now: () => Date): Issuer {
  const discover = makeDiscovery(config, now);
  return {
    isAway: async () => {
      try {
        await discover();
        return false;
      } catch {
        return true;
      }
    },
    begin: async (returnAddress) => {
      const known = await discover();
      const outing = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        codeVerifier: openid.randomPKCECodeVerifier(),
        returnAddress,
      };
      const address = openid.buildAuthorizationUrl(known, {
        redirect_uri: returnAddress,
        scope: "openid profile",
        state: outing.state,
        nonce: outing.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(outing.codeVerifier),
        code_challenge_method: "S256",
      });
      return { address: address.href, outing };
    },
    finish: async (outing, answer) => {
      const known = await discover();
      try {
        return await exchange(known, config.loginClaim, { outing, answer });
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}

/** Asked for when first needed and kept for a while: an issuer that is down keeps nobody from starting. */
function makeDiscovery(config: SsoConfig, now: () => Date): () => Promise<openid.Configuration> {
  let known: { readonly asked: Promise<openid.Configuration>; readonly atMs: number } | undefined;
  let failedAtMs = -Infinity;
  return async () => {
    const atMs = now().getTime();
    if (known && atMs - known.atMs > KNOWN_MS) known = undefined;
    if (!known && atMs - failedAtMs < RETRY_MS) throw new Problem({ code: "access.sso-away" });
    const mine = (known ??= { asked: describe(config, now), atMs });
    try {
      return await mine.asked;
    } catch {
      if (known === mine) known = undefined;
      failedAtMs = atMs;
      throw new Problem({ code: "access.sso-away" });
    }
  };
}

async function describe(
  { issuer, clientId, clientSecret }: SsoConfig,
  now: () => Date,
): Promise<openid.Configuration> {
  const address = new URL(issuer);
  // Signatures are checked although the token comes straight from the issuer: the library does not by itself.
  const execute = [openid.enableNonRepudiationChecks];
  // Only for this machine: the configuration refuses other addresses without TLS.
  if (address.protocol === "http:") execute.push(openid.allowInsecureRequests);
  // Moments are judged by the server's clock, also where a test sets it.
  const clockSkew = Math.round((now().getTime() - Date.now()) / 1000);
  const client = { [openid.clockSkew]: clockSkew };
  return openid.discovery(address, clientId, client, secretAuth(clientSecret), {
    execute,
    timeout: TIMEOUT_SECONDS,
  });
}

/** As the issuer says that it takes a secret; where it says nothing, HTTP Basic (Core 1.0, 9). */
function secretAuth(secret: string): openid.ClientAuth {
  const [basic, post] = [openid.ClientSecretBasic(secret), openid.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const auth = methods.includes("client_secret_basic") ? basic : post;
    return auth(server, client, body, headers);
  };
}

async function exchange(
  known: openid.Configuration,
  loginClaim: string,
  { outing, answer }: { readonly outing: Outing; readonly answer: string },
): Promise<Identity> {
  const address = new URL(outing.returnAddress);
  address.search = answer;
  const tokens = await openid.authorizationCodeGrant(known, address, {
    pkceCodeVerifier: outing.codeVerifier,
    expectedState: outing.state,
    expectedNonce: outing.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new SsoRefusal("no id token");
  const { iss: issuer, sub: subject } = claims;
  return { issuer, subject, login: wordOf(claims[loginClaim]) ?? (await askedLogin()) };

  /** Many issuers keep the claims of a profile for those who ask again (Core 1.0, 5.4). */
  async function askedLogin(): Promise<string | undefined> {
    if (known.serverMetadata().userinfo_endpoint === undefined) return undefined;
    const more = await openid.fetchUserInfo(known, tokens.access_token, subject);
    return wordOf(more[loginClaim]);
  }
}

const wordOf = (claim: unknown): string | undefined =>
  typeof claim === "string" && claim !== "" ? claim : undefined;

const SILENCE = new Set(["OAUTH_TIMEOUT", "OAUTH_ABORT"]);

/** An issuer that does not answer is away; everything else is not to be trusted. */
function refusalOf(error: unknown): Error {
  if (error instanceof SsoRefusal || !(error instanceof Error))
    return new SsoRefusal(String(error));
  const { cause } = error;
  const isSilent =
    (error instanceof openid.ClientError && SILENCE.has(error.code ?? "")) ||
    (error instanceof TypeError && cause instanceof Error) ||
    (cause instanceof Response && cause.status >= 500);
  if (isSilent) return new Problem({ code: "access.sso-away" });
  return new SsoRefusal(reasonOf(error));
}

function reasonOf(error: Error): string {
  if (
    error instanceof openid.ResponseBodyError ||
    error instanceof openid.AuthorizationResponseError
  )
    return error.error;
  const detail = error.cause instanceof Error ? error.cause : error;
  return detail.message.slice(0, 200);
}
