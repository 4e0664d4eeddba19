/**
 * What a password must be (口令规则). After NIST SP 800-63B and OWASP ASVS 5.0, V6.2: length instead
 * of prescribed kinds of characters, nothing that everybody tries first, nothing about its owner.
 */

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

/** Why a password is refused. */
export type PasswordFault =
  | "short"
  | "long"
  /** On a list of passwords that were found in breaches. */
  | "common"
  /** The login or the name of its owner, or this product's. */
  | "own-name"
  /** One or two characters again and again, or a run such as `abcdefghij`. */
  | "plain";

export interface PasswordOwner {
  readonly login: string;
  readonly displayName: string;
}

/** The first rule that a password breaks; `null`: it may be used. Characters count, not bytes. */
export function passwordFault(
  password: string,
  owner: PasswordOwner,
  isCommon: (password: string) => boolean,
): PasswordFault | null {
  const length = characters(password);
  if (length < SHORTEST_PASSWORD) return "short";
  if (length > LONGEST_PASSWORD) return "long";
  const plain = password.toLowerCase();
  if (isPlain(plain)) return "plain";
  if (isCommon(plain) || isCommon(withoutTail(plain))) return "common";
  return isAboutOwner(plain, owner) ? "own-name" : null;
}

/** Code points: an emoji is one character for whoever types it. */
const characters = (text: string): number => Array.from(text).length;

/** `password2026!` is `password` with what people add when a rule asks for more. */
const withoutTail = (plain: string): string => plain.replace(/[\d\W_]+$/u, "");

function isPlain(plain: string): boolean {
  const codes = Array.from(plain, (character) => character.codePointAt(0) ?? 0);
  const isRun = [-1, 1].some((step) =>
    codes.every((code, at) => at === 0 || code - (codes[at - 1] ?? 0) === step),
  );
  return isRun || new Set(codes).size <= 2;
}

const PRODUCT = "onegrid";
const SHORTEST_NAME = 3;

/** A name with little around it: what is left without it is too short to be a password. */
function isAboutOwner(plain: string, { login, displayName }: PasswordOwner): boolean {
  const names = [PRODUCT, login, displayName].map((name) => name.toLowerCase());
  return names.some(
    (name) =>
      characters(name) >= SHORTEST_NAME &&
      plain.includes(name) &&
      characters(plain.replaceAll(name, "")) < SHORTEST_PASSWORD - 2,
  );
}
