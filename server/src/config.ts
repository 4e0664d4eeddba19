import { resolve } from "node:path";

export interface Config {
  readonly host: string;
  readonly port: number;
  /** A PostGIS server; `undefined`: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Whether cookies travel over HTTPS only: on behind a TLS proxy. */
  readonly isSecure: boolean;
  readonly webDir: string;
  readonly logLevel: string;
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
  const port = Number(env["PORT"] ?? "8080");
  const databaseUrl = env["DATABASE_URL"] === "" ? undefined : env["DATABASE_URL"];
  return {
    config: {
      host: env["HOST"] ?? "127.0.0.1",
      port,
      databaseUrl,
      dataDir: resolve(env["ONEGRID_DATA"] ?? `${root}/.data`),
      isSecure: env["ONEGRID_SECURE"] === "1",
      webDir: resolve(root, "web/dist"),
      logLevel: env["LOG_LEVEL"] ?? "warn",
      basemap: readBasemap(env),
    },
    faults: [...portFaults(env["PORT"], port), ...addressFaults(databaseUrl)],
  };
}

function portFaults(value: string | undefined, port: number): ConfigFault[] {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return [];
  return [
    {
      variable: "PORT",
      value: value ?? "",
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

function readBasemap(env: Readonly<Record<string, string | undefined>>): Config["basemap"] {
  const url = env["ONEGRID_BASEMAP_URL"];
  if (!url) return undefined;
  return {
    url,
    label: env["ONEGRID_BASEMAP_LABEL"] ?? "在线底图",
    attribution: env["ONEGRID_BASEMAP_ATTRIBUTION"] ?? "",
  };
}
