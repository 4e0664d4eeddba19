import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { Problem } from "../problem.ts";

/** 256 bits, for AES-256. */
export const SECRET_KEY_BYTES = 32;

/**
 * Keeps short texts that must be read again, such as the secret of a second factor: AES-256-GCM, so
 * what was changed is not read. The context says what a text belongs to (`totp:<account id>`): moved to
 * another row it cannot be opened.
 */
export interface SecretBox {
  readonly seal: (text: string, context: string) => Buffer;
  /** Refuses with `access.secret-unreadable` what no known key opens, or what was sealed elsewhere. */
  readonly unseal: (sealed: Uint8Array, context: string) => string;
  /** Whether something was sealed with the present key; otherwise it can be sealed again. */
  readonly isCurrent: (sealed: Uint8Array) => boolean;
}

const FORMAT = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES;

interface Key {
  readonly id: Buffer;
  readonly bytes: Uint8Array;
}

/**
 * A box with one or more keys of 32 bytes. The first one seals, all of them open: keys are rotated by
 * putting a new one in front. What is sealed: format (1 byte), key id (4), nonce (12), text, tag (16).
 */
export function openSecretBox(...keyBytes: readonly [Uint8Array, ...Uint8Array[]]): SecretBox {
  const [first, ...earlier] = keyBytes;
  const present = keyOf(first);
  const keys = [present, ...earlier.map(keyOf)];
  return {
    seal: (text, context) => seal(present, text, context),
    unseal: (sealed, context) => {
      const key = keys.find((each) => isSealedWith(sealed, each));
      const text = key === undefined ? undefined : unseal(key, sealed, context);
      if (text === undefined) throw new Problem({ code: "access.secret-unreadable" });
      return text;
    },
    isCurrent: (sealed) => isSealedWith(sealed, present),
  };
}

function keyOf(bytes: Uint8Array): Key {
  if (bytes.length !== SECRET_KEY_BYTES) throw new Error(`a key of ${bytes.length} bytes`);
  const id = createHash("sha256").update("onegrid key id").update(bytes).digest();
  return { id: id.subarray(0, KEY_ID_BYTES), bytes };
}

const headOf = ({ id }: Key): Buffer => Buffer.concat([Buffer.of(FORMAT), id]);

const isSealedWith = (sealed: Uint8Array, key: Key): boolean =>
  headOf(key).equals(sealed.subarray(0, HEAD_BYTES));

function seal(key: Key, text: string, context: string): Buffer {
  const head = headOf(key);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
  cipher.setAAD(Buffer.concat([head, Buffer.from(context)]));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([head, nonce, body, cipher.getAuthTag()]);
}

function unseal(key: Key, sealed: Uint8Array, context: string): string | undefined {
  const bodyAt = HEAD_BYTES + NONCE_BYTES;
  if (sealed.length < bodyAt + TAG_BYTES) return undefined;
  const tagAt = sealed.length - TAG_BYTES;
  const options = { authTagLength: TAG_BYTES };
  const nonce = sealed.subarray(HEAD_BYTES, bodyAt);
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce, options);
  decipher.setAAD(Buffer.concat([headOf(key), Buffer.from(context)]));
  decipher.setAuthTag(sealed.subarray(tagAt));
  try {
    return (
      decipher.update(sealed.subarray(bodyAt, tagAt), undefined, "utf8") + decipher.final("utf8")
    );
  } catch {
    return undefined; // another context, or a bit that was changed
  }
}
