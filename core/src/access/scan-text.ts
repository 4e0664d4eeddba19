/**
 * Finds personal numbers that somebody typed into free text: identity cards (身份证号), bank cards
 * and mobile phones. Positions refer to the text as given; the number itself is never handed on.
 */
export interface TextFinding {
  readonly kind: "identity" | "bank-card" | "mobile" | "old-identity";
  /** `block`: do not save. `mask`: save with the number masked. `warn`: tell the writer. */
  readonly action: "block" | "mask" | "warn";
  readonly start: number;
  /** After the last character. */
  readonly end: number;
}

export interface ScanOptions {
  /** True when a whole run of digits is a code of ours (grid, asset, building, case). */
  readonly isKnownCode?: (run: string) => boolean;
  /** Default: all. A column of codes is scanned for identity cards only. */
  readonly kinds?: readonly TextFinding["kind"][];
}

const ACTIONS = {
  identity: "block",
  "bank-card": "block",
  mobile: "mask",
  "old-identity": "warn",
} as const;

const ALL_KINDS = ["identity", "bank-card", "mobile", "old-identity"] as const;
const FEWEST_DIGITS = 11;

/** All findings, in order of position. Empty for nearly every text, and then cheap. */
export function scanText(text: string, options: ScanOptions = {}): TextFinding[] {
  if (!mayHoldNumber(text)) return [];
  const kinds = options.kinds ?? ALL_KINDS;
  const findings: TextFinding[] = [];
  for (const run of digitRuns(text)) {
    if (options.isKnownCode?.(run.digits)) continue;
    findings.push(...findingsInRun(run, kinds));
  }
  return findings;
}

/** The text with the middle of every finding of the given actions replaced by asterisks. */
export function maskText(text: string, findings: readonly TextFinding[]): string {
  let masked = text;
  for (const { start, end } of findings) {
    const from = start + 3;
    const to = Math.max(from, end - 2);
    masked = masked.slice(0, from) + "*".repeat(to - from) + masked.slice(to);
  }
  return masked;
}

interface DigitRun {
  /** Normalised: ASCII digits, perhaps with an X. */
  readonly digits: string;
  /** Position in the text of each character of `digits`. */
  readonly at: readonly number[];
}

/** Counts digits (ASCII and full-width) without allocating. */
function mayHoldNumber(text: string): boolean {
  if (text.length < FEWEST_DIGITS) return false;
  let digits = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x30 && unit <= 0x39) digits += 1;
    // Beyond the Latin blocks there are other digits (full-width, circled…) that NFKC unifies.
    else if (unit > 0x2000 && /\p{N}/u.test(text.charAt(i))) digits += 1;
    else if (unit >= 0xd835 && unit <= 0xd83f) digits += 1;
  }
  return digits >= FEWEST_DIGITS;
}

const IGNORED = /[\s\p{Pd}\p{Cf}]/u;

/** Runs of digits and X as a reader would see them: spaces, dashes and invisible characters drop out. */
function digitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let digits = "";
  let at: number[] = [];
  const close = (): void => {
    if (digits.length >= FEWEST_DIGITS) runs.push({ digits, at });
    digits = "";
    at = [];
  };
  let position = 0;
  for (const character of text) {
    for (const plain of character.normalize("NFKC").toUpperCase()) {
      if (/^[0-9]$/.test(plain) || (plain === "X" && digits !== "")) {
        digits += plain;
        at.push(position);
      } else if (!IGNORED.test(plain)) close();
    }
    position += character.length;
  }
  close();
  return runs;
}

function findingsInRun(run: DigitRun, kinds: readonly TextFinding["kind"][]): TextFinding[] {
  const findings: TextFinding[] = [];
  const add = (kind: TextFinding["kind"], from: number, length: number): void => {
    if (!kinds.includes(kind)) return;
    const start = run.at[from] ?? 0;
    const end = (run.at[from + length - 1] ?? start) + 1;
    findings.push({ kind, action: ACTIONS[kind], start, end });
  };
  for (let i = 0; i + 18 <= run.digits.length; i += 1) {
    if (isIdentityNumber(run.digits.slice(i, i + 18))) add("identity", i, 18);
  }
  if (findings.length > 0) return findings;
  let done = 0;
  for (const { from, length } of candidates(run)) {
    const kind = from < done ? null : kindOfPiece(run.digits.slice(from, from + length));
    if (kind === null) continue;
    add(kind, from, length);
    done = from + length;
  }
  return findings;
}

/** Neighbouring chunks joined: in "138 1234 5678 302" the phone is three chunks of the four. */
function candidates(run: DigitRun): { from: number; length: number }[] {
  const starts: number[] = [];
  for (let i = 0; i < run.digits.length; i += 1) {
    const follows = i > 0 && run.at[i] === (run.at[i - 1] ?? 0) + 1;
    if (!follows || run.digits[i - 1] === "X") starts.push(i);
  }
  starts.push(run.digits.length);
  const found: { from: number; length: number }[] = [];
  for (const [i, from] of starts.entries()) {
    for (const to of starts.slice(i + 1, i + 8)) {
      if (to - from >= FEWEST_DIGITS && to - from <= 19) found.push({ from, length: to - from });
    }
  }
  return found;
}

function kindOfPiece(piece: string): TextFinding["kind"] | null {
  if (/^(?:86|0086)?1[3-9]\d{9}$/.test(piece)) return "mobile";
  if (isBankCard(piece)) return "bank-card";
  if (piece.length === 15 && isPlaceAndDate(piece.slice(0, 2), `19${piece.slice(6, 12)}`))
    return "old-identity";
  return null;
}

/** First two digits of the administrative code (GB/T 2260). */
const PROVINCES = new Set(
  (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 " +
    "61 62 63 64 65 71 81 82 83"
  ).split(" "),
);
const CHECK_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";

/** GB 11643-1999: known province, real date of birth, right check digit. */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  if (!isPlaceAndDate(text.slice(0, 2), text.slice(6, 14))) return false;
  let sum = 0;
  for (const [i, weight] of CHECK_WEIGHTS.entries()) sum += weight * Number(text[i]);
  return CHECK_DIGITS[sum % 11] === text[17];
}

function isPlaceAndDate(province: string, yyyymmdd: string): boolean {
  if (!PROVINCES.has(province)) return false;
  const year = Number(yyyymmdd.slice(0, 4));
  const month = Number(yyyymmdd.slice(4, 6));
  const day = Number(yyyymmdd.slice(6, 8));
  if (year < 1850 || year > 2100 || month < 1 || month > 12) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** 16 to 19 digits with a right last digit (Luhn, ISO/IEC 7812-1) and an issuer's first digit. */
function isBankCard(piece: string): boolean {
  if (!/^[3-6]\d{15,18}$/.test(piece)) return false;
  let sum = 0;
  for (let i = 0; i < piece.length; i += 1) {
    const digit = Number(piece[piece.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
