import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const read = (env: Record<string, string>) => readConfig(env, "/srv/onegrid");
const faultsOf = (env: Record<string, string>) => read(env).faults.map(({ variable }) => variable);

test("nothing set: this machine only, port 8080, the embedded database", () => {
  const { config, faults } = read({});
  expect(faults).toEqual([]);
  expect(config).toMatchObject({
    host: "127.0.0.1",
    port: 8080,
    databaseUrl: undefined,
    dataDir: "/srv/onegrid/.data",
    isSecure: false,
    basemap: undefined,
  });
});

test("a variable set to nothing is not set: an empty HOST does not open every address", () => {
  const { config, faults } = read({ HOST: "", PORT: "", DATABASE_URL: " ", ONEGRID_DATA: "" });
  expect(faults).toEqual([]);
  expect(config).toEqual(read({}).config);
});

test("every fault is told at once, and no secret is repeated", () => {
  const { faults } = read({
    PORT: "80 80",
    DATABASE_URL: "mysql://root:hunter2@db/x",
    LOG_LEVEL: "loud",
    ONEGRID_METRICS_TOKEN: "hunter2",
    ONEGRID_BASEMAP_URL: "ftp://tiles/{z}/{x}/{y}?tk=hunter2",
  });
  expect(faults.map(({ variable }) => variable)).toEqual([
    "PORT",
    "DATABASE_URL",
    "LOG_LEVEL",
    "ONEGRID_METRICS_TOKEN",
    "ONEGRID_BASEMAP_URL",
  ]);
  expect(JSON.stringify(faults)).not.toContain("hunter2");
  expect(faults.every(({ zh, en }) => /[一-龥]/.test(zh) && /^[\x20-\x7e]+$/.test(en))).toBe(true);
});

test("ports are whole numbers from 0 to 65535", () => {
  for (const PORT of ["0", "80", "65535"]) expect(faultsOf({ PORT })).toEqual([]);
  for (const PORT of ["-1", "65536", "8080.5", "0x50", "1e3", "http"]) {
    expect(faultsOf({ PORT })).toEqual(["PORT"]);
  }
});

test("keys are 32 bytes in base64 or hexadecimal, from a variable or a file, and never repeated", () => {
  const hex = "0123456789abcdef".repeat(4);
  const base64 = Buffer.alloc(32, 7).toString("base64");
  const { config, faults } = read({ ONEGRID_SECRET_KEY: `${base64}, ${hex}` });
  expect(faults).toEqual([]);
  expect(config.secretKeys.map((key) => Buffer.from(key).toString("hex"))).toEqual([
    "07".repeat(32),
    hex,
  ]);
  for (const secret of ["hunter2", hex.slice(2), `${base64},`, `${base64}AAAA`]) {
    const told = read({ ONEGRID_SECRET_KEY: secret }).faults;
    expect(told.map(({ variable }) => variable)).toEqual(["ONEGRID_SECRET_KEY"]);
    expect(JSON.stringify(told)).not.toContain(secret.slice(0, 7));
  }
  expect(faultsOf({ ONEGRID_SECRET_KEY_FILE: "/nowhere/key" })).toEqual([
    "ONEGRID_SECRET_KEY_FILE",
  ]);
  expect(faultsOf({ ONEGRID_SECRET_KEY: hex, ONEGRID_SECRET_KEY_FILE: "/x" })).toEqual([
    "ONEGRID_SECRET_KEY_FILE",
  ]);
});
