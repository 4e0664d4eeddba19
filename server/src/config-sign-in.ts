import { FACTOR_POLICIES, type FactorPolicy } from "@onegrid/core/access";
import { readSecret } from "./config-secrets.ts";
import type { ConfigFault } from "./config.ts";

type Read = (name: string) => string | undefined;

/** Single sign-on by OpenID Connect (单点登录). */
export interface SsoConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says. */
  readonly label: string;
  /** Which claim is the login of an account that is not linked yet. */
  readonly loginClaim: string;
  /** `login`: every account whose login the issuer names; otherwise those that were allowed one by one. */
  readonly link: "login" | "allowed";
  /** Our page that the issuer sends back to; `undefined`: by the address of the request. */
  readonly returnAddress: string | undefined;
}

export interface SignInConfig {
  readonly secondFactor: FactorPolicy;
  readonly sso: SsoConfig | undefined;
}

/** Our page that the issuer sends back to: it posts what it was given, as only our own page can. */
export const RETURN_PATH = "/sign-in/sso";

/** Who has to show a second factor, and where single sign-on is. */
export function readSignIn(read: Read): { config: SignInConfig; faults: readonly ConfigFault[] } {
  const policy = read("ONEGRID_SECOND_FACTOR") ?? "off";
  const secondFactor = FACTOR_POLICIES.find((each) => each === policy);
  const { sso, faults } = readSso(read);
  return {
    config: { secondFactor: secondFactor ?? "off", sso },
    faults: [
      ...(secondFactor === undefined
        ? [choiceFault("ONEGRID_SECOND_FACTOR", policy, FACTOR_POLICIES)]
        : []),
      ...faults,
    ],
  };
}

const LINKS = ["login", "allowed"] as const;

function readSso(read: Read): { sso: SsoConfig | undefined; faults: readonly ConfigFault[] } {
  const issuer = read("ONEGRID_OIDC_ISSUER");
  const clientId = read("ONEGRID_OIDC_CLIENT_ID");
  const secret = readSecret(read, "ONEGRID_OIDC_CLIENT_SECRET");
  if (issuer === undefined) {
    const isAlone = clientId !== undefined || secret.value !== undefined;
    return { sso: undefined, faults: isAlone ? [missingFault("ONEGRID_OIDC_ISSUER")] : [] };
  }
  const returnAddress = read("ONEGRID_OIDC_RETURN");
  const link = readLink(read);
  const sso = {
    issuer,
    clientId: clientId ?? "",
    clientSecret: secret.value ?? "",
    label: read("ONEGRID_OIDC_LABEL") ?? "",
    loginClaim: read("ONEGRID_OIDC_LOGIN_CLAIM") ?? "preferred_username",
    link: link.link,
    returnAddress,
  };
  const isSecretMissing = secret.value === undefined && secret.faults.length === 0;
  const missing = [
    ...(clientId === undefined ? ["ONEGRID_OIDC_CLIENT_ID"] : []),
    ...(isSecretMissing ? ["ONEGRID_OIDC_CLIENT_SECRET"] : []),
  ];
  const faults = [
    ...addressFaults("ONEGRID_OIDC_ISSUER", issuer),
    ...missing.map(missingFault),
    ...secret.faults,
    ...link.faults,
    ...returnFaults(returnAddress),
  ];
  return { sso, faults };
}

function readLink(read: Read): { link: SsoConfig["link"]; faults: readonly ConfigFault[] } {
  const wanted = read("ONEGRID_OIDC_LINK") ?? "allowed";
  const link = LINKS.find((each) => each === wanted);
  if (link !== undefined) return { link, faults: [] };
  return { link: "allowed", faults: [choiceFault("ONEGRID_OIDC_LINK", wanted, LINKS)] };
}

const missingFault = (variable: string): ConfigFault => ({
  variable,
  value: "",
  zh: `单点登录还缺 ${variable}。`,
  en: `Single sign-on also needs ${variable}.`,
});

const choiceFault = (variable: string, value: string, choices: readonly string[]): ConfigFault => ({
  variable,
  value,
  zh: `${variable} 必须是其中之一：${choices.join("、")}。`,
  en: `${variable} must be one of ${choices.join(", ")}.`,
});

/** Codes and tokens travel on it: encrypted, except inside one machine. */
function addressFaults(variable: string, value: string): ConfigFault[] {
  const { protocol, hostname, username, search, hash } = URL.parse(value) ?? {};
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  const isPlain = username === "" && search === "" && hash === "";
  if (isPlain && (protocol === "https:" || (protocol === "http:" && isLocal))) return [];
  return [
    {
      variable,
      // It may carry a password: only its scheme is repeated.
      value: value.split(":")[0] ?? "",
      zh: `${variable} 必须是 https:// 开头的地址（本机可用 http://），不带账号、? 和 #。`,
      en: `${variable} must be an https:// address (http:// on this machine only) without user, ? and #.`,
    },
  ];
}

function returnFaults(value: string | undefined): ConfigFault[] {
  if (value === undefined) return [];
  const variable = "ONEGRID_OIDC_RETURN";
  const faults = addressFaults(variable, value);
  if (faults.length > 0 || URL.parse(value)?.pathname === RETURN_PATH) return faults;
  const zh = `${variable} 必须是本系统的公开地址加上 ${RETURN_PATH}。`;
  const en = `${variable} must be the public address of this installation with the path ${RETURN_PATH}.`;
  return [{ variable, value, zh, en }];
}
