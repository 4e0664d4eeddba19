import { readFileSync } from "node:fs";
import type { ConfigFault } from "./config.ts";

type Read = (name: string) => string | undefined;

const KEY_BYTES = 32;

/**
 * A secret from a variable, or from the file that the variable with `_FILE` behind its name names, as
 * container engines hand them over. It is never repeated in a fault.
 */
export function readSecret(
  read: Read,
  name: string,
): { readonly value: string | undefined; readonly faults: readonly ConfigFault[] } {
  const value = read(name);
  const path = read(`${name}_FILE`);
  if (path === undefined) return { value, faults: [] };
  const variable = `${name}_FILE`;
  if (value !== undefined) {
    const zh = `${name} 与 ${variable} 只能设置一个。`;
    const en = `Set ${name} or ${variable}, not both.`;
    return { value: undefined, faults: [{ variable, value: path, zh, en }] };
  }
  try {
    const content = readFileSync(path, "utf8").trim();
    if (content !== "") return { value: content, faults: [] };
  } catch {
    // Told below, like an empty file.
  }
  const zh = `${variable} 指定的文件 ${path} 无法读取，或内容为空。`;
  const en = `The file ${path} that ${variable} names cannot be read, or is empty.`;
  return { value: undefined, faults: [{ variable, value: path, zh, en }] };
}

/** `ONEGRID_SECRET_KEY`: keys of 32 bytes in base64 or hexadecimal; the first one seals, all open. */
export function readSecretKeys(read: Read): {
  readonly secretKeys: readonly Uint8Array[];
  readonly faults: readonly ConfigFault[];
} {
  const variable = "ONEGRID_SECRET_KEY";
  const { value, faults } = readSecret(read, variable);
  if (value === undefined) return { secretKeys: [], faults };
  const keys = value.split(",").map(keyOf);
  const secretKeys = keys.filter((key) => key !== undefined);
  if (secretKeys.length === keys.length) return { secretKeys, faults };
  const zh = `${variable} 必须是 32 字节的密钥（base64 或十六进制，可用 openssl rand -base64 32 生成），多个用逗号分开。`;
  const en = `${variable} must be a key of 32 bytes in base64 or hexadecimal, such as openssl rand -base64 32 makes; several are separated by commas.`;
  return { secretKeys: [], faults: [{ variable, value: "", zh, en }] };
}

function keyOf(text: string): Uint8Array | undefined {
  const plain = text.trim();
  if (/^[0-9a-f]{64}$/i.test(plain)) return Buffer.from(plain, "hex");
  const bytes = Buffer.from(plain, "base64");
  const isWhole = /^[A-Za-z0-9+/]{43}=?$/.test(plain) && bytes.length === KEY_BYTES;
  return isWhole ? bytes : undefined;
}
