import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const read = (env: Record<string, string>) => readConfig(env, "/srv/onegrid");
const faultsOf = (env: Record<string, string>) => read(env).faults.map(({ variable }) => variable);

const WHOLE = {
  ONEGRID_OIDC_ISSUER: "https://id.example.cn/realms/district",
  ONEGRID_OIDC_CLIENT_ID: "onegrid",
  ONEGRID_OIDC_CLIENT_SECRET: "hunter2-hunter2",
};

test("nothing set: no second factor is asked for, and there is no single sign-on", () => {
  expect(read({}).config).toMatchObject({ secondFactor: "off", sso: undefined });
});

test("a second factor is asked of one of three circles", () => {
  for (const circle of ["off", "administrators", "everybody"])
    expect(read({ ONEGRID_SECOND_FACTOR: circle }).config.secondFactor).toBe(circle);
  expect(faultsOf({ ONEGRID_SECOND_FACTOR: "on" })).toEqual(["ONEGRID_SECOND_FACTOR"]);
});

test("single sign-on with what it needs, and what it takes when nothing is said", () => {
  const { config, faults } = read(WHOLE);
  expect(faults).toEqual([]);
  expect(config.sso).toEqual({
    issuer: "https://id.example.cn/realms/district",
    clientId: "onegrid",
    clientSecret: "hunter2-hunter2",
    label: "",
    loginClaim: "preferred_username",
    link: "allowed",
    returnAddress: undefined,
  });
});

test("the secret may lie in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "onegrid-secret-"));
  const path = join(folder, "secret");
  const { ONEGRID_OIDC_CLIENT_SECRET: secret, ...rest } = WHOLE;
  writeFileSync(path, `${secret}\n`);
  const { config, faults } = read({ ...rest, ONEGRID_OIDC_CLIENT_SECRET_FILE: path });
  expect(faults).toEqual([]);
  expect(config.sso?.clientSecret).toBe(secret);
  writeFileSync(path, "\n");
  expect(faultsOf({ ...rest, ONEGRID_OIDC_CLIENT_SECRET_FILE: path })).toEqual([
    "ONEGRID_OIDC_CLIENT_SECRET_FILE",
  ]);
  rmSync(folder, { recursive: true });
});

test("every fault of single sign-on is told at once, and no secret is repeated", () => {
  const { faults } = read({
    ONEGRID_OIDC_ISSUER: "http://root:hunter2@id.example.cn",
    ONEGRID_OIDC_LINK: "email",
    ONEGRID_OIDC_RETURN: "https://grid.example.cn/",
  });
  expect(faults.map(({ variable }) => variable)).toEqual([
    "ONEGRID_OIDC_ISSUER",
    "ONEGRID_OIDC_CLIENT_ID",
    "ONEGRID_OIDC_CLIENT_SECRET",
    "ONEGRID_OIDC_LINK",
    "ONEGRID_OIDC_RETURN",
  ]);
  expect(JSON.stringify(faults)).not.toContain("hunter2");
  expect(faults.every(({ zh, en }) => /[一-龥]/.test(zh) && /^[\x20-\x7e]+$/.test(en))).toBe(true);
  expect(faultsOf({ ONEGRID_OIDC_CLIENT_ID: "onegrid" })).toEqual(["ONEGRID_OIDC_ISSUER"]);
});

test("without TLS the issuer may only be this machine", () => {
  const issuers = {
    "http://localhost:8080/realms/x": [],
    "http://127.0.0.1:9": [],
    "http://localhost.example.cn": ["ONEGRID_OIDC_ISSUER"],
    "http://10.0.0.8/": ["ONEGRID_OIDC_ISSUER"],
    "ftp://id.example.cn": ["ONEGRID_OIDC_ISSUER"],
    "https://id.example.cn/?tenant=1": ["ONEGRID_OIDC_ISSUER"],
    "id.example.cn": ["ONEGRID_OIDC_ISSUER"],
  };
  for (const [issuer, faults] of Object.entries(issuers))
    expect([issuer, faultsOf({ ...WHOLE, ONEGRID_OIDC_ISSUER: issuer })]).toEqual([issuer, faults]);
});
