import { maskText, scanText } from "../access/index.ts";
import type { Geometry } from "../geometry/index.ts";
import { findControlCharacter, findMojibake } from "./find-mojibake.ts";
import type { ImportPlan } from "./plan.ts";
import { readDate } from "./read-date.ts";
import type { RowRefusal } from "./refusals.ts";
import type { Reject, SourceFeature, SourcePlace } from "./source.ts";

/** Values of one row by target, checked while they are read. Collects all that is wrong with it. */
export class RowReader {
  readonly problems: Reject[] = [];
  readonly tags: Readonly<Record<string, unknown>>;
  readonly #feature: SourceFeature;
  readonly #plan: ImportPlan;
  readonly #mapping: Readonly<Record<string, string>>;

  constructor(feature: SourceFeature, plan: ImportPlan, mapping: Readonly<Record<string, string>>) {
    this.#feature = feature;
    this.#plan = plan;
    this.#mapping = mapping;
    this.tags = feature.properties;
  }

  get isRefused(): boolean {
    return this.problems.some(({ severity }) => severity === "refused");
  }

  get place(): SourcePlace {
    return this.#feature.place;
  }

  report(refusal: RowRefusal, about: About = {}): void {
    const { severity = "refused", field = null, value = null } = about;
    this.problems.push({
      place: this.#feature.place,
      severity,
      refusal,
      field,
      value: value === null ? null : presentable(value),
    });
  }

  /** The cell as text, blank when the row has none; before any check. */
  raw(target: string): string {
    const field = this.#mapping[target];
    const cell = field === undefined ? "" : cellText(this.#feature.properties[field]);
    return cell === "" ? (this.#plan.defaults[target] ?? "") : cell;
  }

  field(target: string): string | null {
    return this.#mapping[target] ?? null;
  }

  /** Clean text; `""` when there is none. */
  text(target: string, limit: number): string {
    return this.check(target, this.raw(target), limit);
  }

  requiredText(target: string, limit: number): string {
    const text = this.text(target, limit);
    if (text === "") this.missing(target);
    return text;
  }

  missing(target: string): void {
    this.report({ code: "ingest.value-missing", target }, { field: this.field(target) });
  }

  /** Text of any origin through all text rules; control characters and lost characters refuse. */
  check(target: string, raw: string, limit: number): string {
    const text = raw.replace(/\s+/g, " ").trim();
    if (text === "") return "";
    const about = { field: this.field(target), value: raw };
    const position = findControlCharacter(raw);
    if (position >= 0) this.report({ code: "ingest.control-character", target, position }, about);
    if (text.length > limit) this.report({ code: "ingest.text-too-long", target, limit }, about);
    const mojibake = findMojibake(text);
    if (mojibake !== null) {
      const severity = mojibake === "certain" ? "refused" : "warned";
      this.report({ code: "ingest.mojibake", target }, { ...about, severity });
    }
    return this.#withoutPersonalNumbers(target, text);
  }

  #withoutPersonalNumbers(target: string, text: string): string {
    const found = scanText(text);
    const about = { field: this.field(target) };
    const blocked = found.find(({ action }) => action === "block");
    if (blocked !== undefined) {
      this.report({ code: "ingest.personal-text", target, position: blocked.start }, about);
      return "";
    }
    const masked = found.filter(({ action }) => action !== "block");
    const first = masked[0];
    if (first === undefined) return text;
    this.report(
      { code: "ingest.personal-masked", target, position: first.start },
      { ...about, severity: "warned" },
    );
    return maskText(text, masked);
  }

  /** A whole number from 0 to `limit`, with or without its unit (`120户`). `null`: none. */
  count(target: string, limit: number, severity: Reject["severity"] = "refused"): number | null {
    const value = this.number(target, limit, severity);
    if (value === null || Number.isInteger(value)) return value;
    const taken = Math.round(value);
    this.report(
      { code: "ingest.number-unclear", target, taken: String(taken) },
      { field: this.field(target), value: this.raw(target), severity: "warned" },
    );
    return taken;
  }

  number(target: string, limit: number, severity: Reject["severity"] = "refused"): number | null {
    const raw = this.raw(target);
    if (raw === "") return null;
    const about = { field: this.field(target), value: raw, severity };
    const value = readNumber(raw);
    if (value === null) this.report({ code: "ingest.number-invalid", target }, about);
    else if (value < 0) this.report({ code: "ingest.number-negative", target }, about);
    else if (value > limit) this.report({ code: "ingest.number-absurd", target, limit }, about);
    else return value;
    return null;
  }

  date(target: string): string | null {
    const raw = this.raw(target);
    if (raw === "") return null;
    const date = readDate(raw, this.#plan);
    if (date === null)
      this.report(
        { code: "ingest.date-invalid", target },
        { field: this.field(target), value: raw },
      );
    return date;
  }

  /** The row's own id, or one made from what identifies the row, so that a second import updates. */
  id(identity: readonly unknown[]): string {
    const raw = this.raw("id");
    if (raw === "") return `h${hashText(JSON.stringify(identity))}`;
    const element = cellText(this.tags["element"] ?? this.tags["osm_type"] ?? this.tags["@type"]);
    const id = /^(?:node|way|relation)$/.test(element) ? `${element}/${raw}` : raw;
    const about = { field: this.field("id"), value: id };
    const position = findControlCharacter(id);
    if (position >= 0)
      this.report({ code: "ingest.control-character", target: "id", position }, about);
    if (id.length > 200)
      this.report({ code: "ingest.text-too-long", target: "id", limit: 200 }, about);
    if (scanText(id, { kinds: ["identity"] }).length > 0)
      this.report(
        { code: "ingest.personal-text", target: "id", position: 0 },
        { field: about.field },
      );
    return id;
  }

  wrongGeometry(geometry: Geometry, wanted: string): void {
    this.report({ code: "ingest.geometry-type", found: geometry.type, wanted });
  }
}

interface About {
  readonly severity?: Reject["severity"];
  readonly field?: string | null;
  readonly value?: string | null;
}

const BLANK = new Set(["", "-", "--", "/", "null", "none", "n/a", "nan", "\\n", "<null>"]);

/** A cell as trimmed text; the words for "nothing" are nothing. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") {
    const text = cell.trim();
    return text.length <= 6 && BLANK.has(text.toLowerCase()) ? "" : text;
  }
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  if (typeof cell === "boolean" || typeof cell === "bigint") return String(cell);
  return JSON.stringify(cell) ?? "";
}

/** A number with usual decoration: full-width digits, thousands separators, a unit behind. */
export function readNumber(raw: string): number | null {
  const plain = raw
    .normalize("NFKC")
    .trim()
    .replace(/\s*(?:户|套|层|栋|平方米|平米|m2|㎡)$/u, "")
    .replace(
      /^(-?\d{1,3})((?:,\d{3})+)(?=$|\.)/,
      (_, head: string, rest: string) => head + rest.replaceAll(",", ""),
    );
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i.test(plain) ? Number(plain) : null;
}

const LONGEST_VALUE = 120;

/** For lists of rejects: short, on one line, personal numbers masked. */
function presentable(value: string): string {
  const short = value.slice(0, LONGEST_VALUE * 4).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "\u2423");
  const masked = maskText(short, scanText(short));
  return masked.length > LONGEST_VALUE ? `${masked.slice(0, LONGEST_VALUE)}…` : masked;
}

/** 53 bits as hexadecimal (cyrb53 by bryc, public domain). Not for secrets. */
export function hashText(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(16).padStart(14, "0");
}
