import { resolve } from "node:path";
import { readPrivacy, type PrivacyConfig } from "./config-privacy.ts";
import { readSecretKeys } from "./config-secrets.ts";
import { readSignIn, type SignInConfig } from "./config-sign-in.ts";

export interface Config extends PrivacyConfig, SignInConfig {
  readonly host: string;
  readonly port: number;
  /** A PostGIS server; `undefined`: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Whether cookies travel over HTTPS only: on behind a TLS proxy. */
  readonly isSecure: boolean;
  readonly webDir: string;
  readonly logLevel: string;
  /** What stored secrets are sealed with, the present key first; none: a key file in `dataDir`. */
  readonly secretKeys: readonly Uint8Array[];
  /** What a collector of metrics has to send; `undefined`: only this machine is answered. */
  readonly metricsToken: string | undefined;
  /** External base map, shown only when the user switches it on. */
  readonly basemap:
    { readonly url: string; readonly label: string; readonly attribution: string } | undefined;
}

export interface ConfigFault {
  readonly variable: string;
  readonly value: string;
  readonly zh: string;
  readonly en: string;
}

/** Reads the environment once, at the start, and lists every fault at once. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): { config: Config; faults: readonly ConfigFault[] } {
  // A variable that is set to nothing, as compose files do, is not set: an empty HOST would listen on
  // every address.
  const read = (name: string): string | undefined => env[name]?.trim() || undefined;
  const port = read("PORT") ?? "8080";
  const databaseUrl = read("DATABASE_URL");
  const logLevel = read("LOG_LEVEL") ?? "warn";
  const basemap = readBasemap(read);
  const { secretKeys, faults: keyFaults } = readSecretKeys(read);
  const signIn = readSignIn(read);
  const { privacy, faults: privacyFaults } = readPrivacy(read);
  const metricsToken = read("ONEGRID_METRICS_TOKEN");
  return {
    config: {
      host: read("HOST") ?? "127.0.0.1",
      port: Number(port),
      databaseUrl,
      dataDir: resolve(read("ONEGRID_DATA") ?? `${root}/.data`),
      isSecure: read("ONEGRID_SECURE") === "1",
      webDir: resolve(root, "web/dist"),
      logLevel,
      secretKeys,
      ...signIn.config,
      ...privacy,
      metricsToken,
      basemap,
    },
    faults: [
      ...portFaults(port),
      ...addressFaults(databaseUrl),
      ...levelFaults(logLevel),
      ...tokenFaults(metricsToken),
      ...basemapFaults(basemap?.url),
      ...keyFaults,
      ...signIn.faults,
      ...privacyFaults,
    ],
  };
}

function portFaults(value: string): ConfigFault[] {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return [];
  return [
    {
      variable: "PORT",
      value,
      zh: "PORT 必须是 0 到 65535 之间的整数。",
      en: "PORT must be a whole number from 0 to 65535.",
    },
  ];
}

function addressFaults(databaseUrl: string | undefined): ConfigFault[] {
  if (databaseUrl === undefined || /^postgres(ql)?:\/\//.test(databaseUrl)) return [];
  return [
    {
      variable: "DATABASE_URL",
      // An address may carry a password: only its scheme is repeated.
      value: databaseUrl.split(":")[0] ?? "",
      zh: "DATABASE_URL 必须以 postgres:// 或 postgresql:// 开头。",
      en: "DATABASE_URL must begin with postgres:// or postgresql://.",
    },
  ];
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

function levelFaults(value: string): ConfigFault[] {
  if (LOG_LEVELS.includes(value)) return [];
  return [
    {
      variable: "LOG_LEVEL",
      value,
      zh: `LOG_LEVEL 必须是其中之一：${LOG_LEVELS.join("、")}。`,
      en: `LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}.`,
    },
  ];
}

function tokenFaults(token: string | undefined): ConfigFault[] {
  if (token === undefined || /^[\x21-\x7e]{16,200}$/.test(token)) return [];
  return [
    {
      variable: "ONEGRID_METRICS_TOKEN",
      // A secret, right or wrong.
      value: "",
      zh: "ONEGRID_METRICS_TOKEN 必须是 16 到 200 个不含空格的英文字符或数字。",
      en: "ONEGRID_METRICS_TOKEN must have 16 to 200 letters, digits or signs, without spaces.",
    },
  ];
}

function basemapFaults(url: string | undefined): ConfigFault[] {
  const isTiles = (part: string): boolean => url?.includes(part) === true;
  const isUsable =
    url === undefined ||
    (/^https?:\/\//.test(url) &&
      URL.canParse(url.replaceAll(/[{}]/g, "")) &&
      ["{z}", "{x}", "{y}"].every(isTiles));
  if (isUsable) return [];
  return [
    {
      variable: "ONEGRID_BASEMAP_URL",
      // It may carry a key: only its scheme is repeated.
      value: url.split(":")[0] ?? "",
      zh: "ONEGRID_BASEMAP_URL 必须是含 {z}、{x}、{y} 的 http(s) 瓦片地址。",
      en: "ONEGRID_BASEMAP_URL must be an http(s) tile address with {z}, {x} and {y}.",
    },
  ];
}

function readBasemap(read: (name: string) => string | undefined): Config["basemap"] {
  const url = read("ONEGRID_BASEMAP_URL");
  if (!url) return undefined;
  return {
    url,
    label: read("ONEGRID_BASEMAP_LABEL") ?? "在线底图",
    attribution: read("ONEGRID_BASEMAP_ATTRIBUTION") ?? "",
  };
}
