import { fail, ok, type Result } from "../../result.ts";

/** One part of a grid's code, in the order it is written. */
type CodeSegment =
  /** Digits of the community's 12-digit statistical code: 6 division, 3 street, 3 community. */
  | { readonly source: "area"; readonly from: number; readonly length: number }
  /** The same for every grid of a district: a prefix or a type. */
  | { readonly source: "text"; readonly length: number; readonly usual: string }
  /** The grid's own number, filled with zeros. */
  | { readonly source: "sequence"; readonly length: number };

/** How grids get their codes (编码方案): data, chosen for a district. */
export interface CodeScheme {
  readonly id: CodeSchemeId;
  readonly segments: readonly CodeSegment[];
}

export const CODE_SCHEME_IDS = ["STAT12+3", "STAT12+5", "BJ15", "CJT349-20", "PREFIX+15"] as const;
export type CodeSchemeId = (typeof CODE_SCHEME_IDS)[number];

const division = { source: "area", from: 0, length: 6 } as const;
const street = { source: "area", from: 6, length: 3 } as const;
const community = { source: "area", from: 9, length: 3 } as const;

/**
 * Modelled on published schemes: the 12-digit statistical code (国统字〔2009〕) with a sequence, or with
 * type and sequence; Beijing's 15 digits; the 20 digits of CJ/T 349-2010, whose first six are the class
 * of the object; and a prefix of one's own.
 */
export const CODE_SCHEMES: Readonly<Record<CodeSchemeId, CodeScheme>> = {
  "STAT12+3": {
    id: "STAT12+3",
    segments: [
      { source: "area", from: 0, length: 12 },
      { source: "sequence", length: 3 },
    ],
  },
  "STAT12+5": {
    id: "STAT12+5",
    segments: [
      { source: "area", from: 0, length: 12 },
      { source: "text", length: 2, usual: "01" },
      { source: "sequence", length: 3 },
    ],
  },
  BJ15: { id: "BJ15", segments: [division, street, community, { source: "sequence", length: 3 }] },
  "CJT349-20": {
    id: "CJT349-20",
    segments: [
      { source: "text", length: 6, usual: "010000" },
      division,
      street,
      community,
      { source: "sequence", length: 2 },
    ],
  },
  "PREFIX+15": {
    id: "PREFIX+15",
    segments: [
      { source: "text", length: 2, usual: "WG" },
      { source: "area", from: 0, length: 12 },
      { source: "sequence", length: 3 },
    ],
  },
};

/** A scheme with the text its district has chosen for it. */
export interface ChosenScheme {
  readonly scheme: CodeScheme;
  /** `null`: the usual one. */
  readonly text: string | null;
}

export type CodeError =
  /** More grids than the sequence has numbers that were never used. */
  | { readonly code: "division.scheme-full"; readonly communityId: string }
  /** The text of the scheme is not as long as its segment, or not of capitals and digits. */
  | { readonly code: "division.scheme-text"; readonly length: number };

/** Whether the chosen text fits its segment; a scheme without one takes none. */
export function checkScheme({ scheme, text }: ChosenScheme): Result<ChosenScheme, CodeError> {
  const segment = scheme.segments.find(({ source }) => source === "text");
  const length = segment?.length ?? 0;
  const fits = text === null || (text.length === length && /^[0-9A-Z]*$/.test(text));
  return fits
    ? ok({ scheme, text: text === "" ? null : text })
    : fail({ code: "division.scheme-text", length });
}

/** The code of a grid by its number in the community; `null`: the sequence has no such number. */
export function writeCode(
  { scheme, text }: ChosenScheme,
  areaCode: string,
  number: number,
): string | null {
  let written = "";
  for (const segment of scheme.segments) {
    if (segment.source === "area")
      written += areaCode.slice(segment.from, segment.from + segment.length);
    else if (segment.source === "text") written += text ?? segment.usual;
    else {
      const digits = String(number);
      if (number < 1 || digits.length > segment.length) return null;
      written += digits.padStart(segment.length, "0");
    }
  }
  return written;
}

export interface Coding {
  readonly chosen: ChosenScheme;
  readonly communityId: string;
  /** 12 digits. */
  readonly areaCode: string;
  /** Grids in the order of their numbers (`numberGrids`). */
  readonly order: readonly string[];
  /** Codes that go on, by grid. */
  readonly kept: ReadonlyMap<string, string>;
  /** Every code that was ever used here: a number is never used again. */
  readonly used: readonly string[];
}

/** The code of every grid: kept where it goes on, else the next number that was never used. */
export function assignCodes(coding: Coding): Result<Map<string, string>, CodeError> {
  const { chosen, communityId, areaCode, order, kept } = coding;
  const taken = new Set([...coding.used, ...kept.values()]);
  const codes = new Map<string, string>();
  let number = 0;
  for (const gridId of order) {
    let code: string | null = kept.get(gridId) ?? null;
    while (code === null) {
      number += 1;
      const next = writeCode(chosen, areaCode, number);
      if (next === null) return fail({ code: "division.scheme-full", communityId });
      if (!taken.has(next)) code = next;
    }
    codes.set(gridId, code);
  }
  return ok(codes);
}

/** Digits of the sequence by the length of the code; schemes of one length have the same. */
const SEQUENCE_DIGITS: ReadonlyMap<number, number> = new Map(
  Object.values(CODE_SCHEMES).map(({ segments }) => [
    segments.reduce((sum, { length }) => sum + length, 0),
    segments.find(({ source }) => source === "sequence")?.length ?? 0,
  ]),
);
/** Of codes that came from elsewhere. */
const USUAL_DIGITS = 3;

/** What a grid is called by on a sheet: the sequence as its code has it, such as `07` or `007`. */
export function shortCode(code: string): string {
  const end = code.slice(-(SEQUENCE_DIGITS.get(code.length) ?? USUAL_DIGITS));
  return /\d+$/.exec(end)?.[0] ?? end;
}

/** The number that people call a grid by: the sequence at the end of its code; `NaN` without one. */
export const sequenceOf = (code: string): number => Number(shortCode(code));
