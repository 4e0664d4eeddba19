import { Type, type TString, type TStringOptions } from "typebox";

/** The keyword of a schema whose words people write; the server looks for personal numbers in them. */
export const FREE_TEXT = "x-free-text";

/**
 * `words`: nothing that belongs to a person may stand in it. `code`: ids and codes, where long runs of
 * digits are usual: no identity number.
 */
export type FreeTextKind = "words" | "code";

/**
 * A text that somebody writes and we keep: the only schema for one. A test finds a stored text of any
 * other kind in every route.
 */
export const freeText = (options: TStringOptions = {}): TString =>
  Type.String({ ...options, [FREE_TEXT]: "words" satisfies FreeTextKind });

/** An id or a code that comes from outside and is kept as it comes. */
export const codeText = (options: TStringOptions = {}): TString =>
  Type.String({ ...options, [FREE_TEXT]: "code" satisfies FreeTextKind });
