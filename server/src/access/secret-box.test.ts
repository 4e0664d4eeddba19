import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installationSecretBox } from "./installation-secret-box.ts";
import { openSecretBox } from "./secret-box.ts";

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const SECRET = "JBSWY3DPEHPK3PXP 机密";

test("what was sealed comes out again, and never looks the same twice", () => {
  const box = openSecretBox(key(1));
  const [one, two] = [box.seal(SECRET, "totp:1"), box.seal(SECRET, "totp:1")];
  expect(one).not.toEqual(two);
  expect(one.includes("JBSW")).toBe(false);
  expect([one, two].map((sealed) => box.unseal(sealed, "totp:1"))).toEqual([SECRET, SECRET]);
  expect(box.unseal(box.seal("", "x"), "x")).toBe("");
});

test("it opens only for what it was sealed for", () => {
  const box = openSecretBox(key(1));
  const sealed = box.seal(SECRET, "totp:1");
  expect(() => box.unseal(sealed, "totp:2")).toThrow("access.secret-unreadable");
});

test("any changed bit and any missing end is found", () => {
  const box = openSecretBox(key(1));
  const sealed = box.seal(SECRET, "c");
  let refused = 0;
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Uint8Array.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => box.unseal(changed, "c")).toThrow("access.secret-unreadable");
    refused += 1;
  }
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => box.unseal(sealed.subarray(0, length), "c")).toThrow("access.secret-unreadable");
    refused += 1;
  }
  console.info(`secret box: ${refused} changed or cut-off texts refused`);
});

test("keys are rotated: the new one seals, the former one still opens", () => {
  const sealed = openSecretBox(key(1)).seal(SECRET, "c");
  const rotated = openSecretBox(key(2), key(1));
  expect(rotated.unseal(sealed, "c")).toBe(SECRET);
  expect(rotated.isCurrent(sealed)).toBe(false);
  const again = rotated.seal(SECRET, "c");
  expect(rotated.isCurrent(again)).toBe(true);
  expect(openSecretBox(key(2)).unseal(again, "c")).toBe(SECRET);
  expect(() => openSecretBox(key(2)).unseal(sealed, "c")).toThrow("access.secret-unreadable");
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "onegrid-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const installation = (databaseUrl?: string, secretKeys: Uint8Array[] = []) =>
  installationSecretBox({ secretKeys, dataDir: join(folder, "data"), databaseUrl });

test("beside the embedded database a key file is made when first needed, for its owner alone", () => {
  const box = installation();
  expect(() => statSync(join(folder, "data"))).toThrow("ENOENT");
  const sealed = box.seal(SECRET, "c");
  const path = join(folder, "data/secret.key");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path)).toHaveLength(32);
  expect(installation().unseal(sealed, "c")).toBe(SECRET);
});

test("a key file that is not one is said, not replaced", () => {
  installation().seal(SECRET, "c");
  writeFileSync(join(folder, "data/secret.key"), "short");
  expect(() => installation().seal(SECRET, "c")).toThrow("access.secret-unreadable");
});

test("a database server wants a key of its operator", () => {
  const url = "postgres://db/x";
  expect(() => installation(url).seal(SECRET, "c")).toThrow("access.secret-key-missing");
  const sealed = installation(url, [key(3)]).seal(SECRET, "c");
  expect(openSecretBox(key(3)).unseal(sealed, "c")).toBe(SECRET);
});
