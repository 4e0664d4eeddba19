import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { Problem } from "../problem.ts";
import { openSecretBox, SECRET_KEY_BYTES, type SecretBox } from "./secret-box.ts";

const FILE_NAME = "secret.key";

/**
 * The box of this installation, opened when it is first needed: with the keys of `ONEGRID_SECRET_KEY`,
 * or with a key file beside the embedded database, which is made then. A database server may be shared
 * by several of us: there the key has to be given (`access.secret-key-missing`).
 */
export function installationSecretBox(
  config: Pick<Config, "secretKeys" | "dataDir" | "databaseUrl">,
): SecretBox {
  let box: SecretBox | undefined;
  const open = (): SecretBox => (box ??= openSecretBox(...keysOf(config)));
  return {
    seal: (text, context) => open().seal(text, context),
    unseal: (sealed, context) => open().unseal(sealed, context),
    isCurrent: (sealed) => open().isCurrent(sealed),
  };
}

function keysOf({
  secretKeys,
  dataDir,
  databaseUrl,
}: Pick<Config, "secretKeys" | "dataDir" | "databaseUrl">): [Uint8Array, ...Uint8Array[]] {
  const [first, ...earlier] = secretKeys;
  if (first !== undefined) return [first, ...earlier];
  if (databaseUrl !== undefined) throw new Problem({ code: "access.secret-key-missing" });
  const key = readOrMakeKey(dataDir);
  if (key.length !== SECRET_KEY_BYTES) throw new Problem({ code: "access.secret-unreadable" });
  return [key];
}

function readOrMakeKey(dataDir: string): Uint8Array {
  const path = join(dataDir, FILE_NAME);
  try {
    return readFileSync(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
  mkdirSync(dataDir, { recursive: true });
  // Written beside it and linked: a machine that goes down meanwhile leaves no half a key.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(SECRET_KEY_BYTES), { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path);
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
