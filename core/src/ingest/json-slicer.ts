/** A piece of a JSON text: a feature, or a member (`"crs":{…}`) of the outer object beside them. */
export interface JsonSlice {
  readonly kind: "feature" | "member";
  readonly text: string;
  /** Features count from 1; 0 for members. */
  readonly feature: number;
}

export type JsonSlicerFault = "too-deep" | "too-large" | "not-json";

/** One feature may have this many characters (a country outline has about 20 million). */
export const LARGEST_FEATURE = 64_000_000;
const DEEPEST = 200;

type Role = "quote" | "enter" | "leave" | "comma" | "space" | "other";

/** By character code. */
const ROLES: readonly Role[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character === '"') return "quote";
  if ("{[".includes(character)) return "enter";
  if ("}]".includes(character)) return "leave";
  if (character === ",") return "comma";
  return " \t\n\r".includes(character) ? "space" : "other";
});

/**
 * Cuts `{"type":"FeatureCollection","features":[…]}` into features while it streams, without holding
 * more than one. Only brackets and strings are followed; each slice is parsed by `JSON.parse`
 * afterwards, so a broken feature costs one row and not the file. Depth: 1 is in the collection,
 * 2 in `features`. A bare Feature or geometry comes out as members.
 */
export class JsonSlicer {
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** Text of the slice that is open, from the pieces before this one. */
  #held = "";
  #isOpen = false;
  #inFeatures = false;
  #features = 0;
  #slices: JsonSlice[] = [];
  #fault: JsonSlicerFault | null = null;
  #hasEnded = false;

  /** Why nothing more can be read; `null` so far. */
  get fault(): JsonSlicerFault | null {
    return this.#fault;
  }

  /** The outermost bracket was closed: a file without that was cut off. */
  get isComplete(): boolean {
    return this.#hasEnded;
  }

  push(text: string): JsonSlice[] {
    let start = this.#isOpen ? 0 : -1;
    for (let at = 0; at < text.length && this.#fault === null; at += 1) {
      if (this.#inString) at = this.#skipString(text, at);
      else if (!this.#isInside(text.charCodeAt(at))) start = this.#step(text, at, start);
    }
    if (start >= 0) this.#held += text.slice(start);
    if (this.#held.length > LARGEST_FEATURE) this.#fault = "too-large";
    const slices = this.#slices;
    this.#slices = [];
    return slices;
  }

  /** Digits, signs and inner commas of an open slice: nearly all of a file, so they go first. */
  #isInside(unit: number): boolean {
    if (!this.#isOpen) return false;
    return (unit >= 45 && unit <= 57) || (unit === 44 && this.#depth > this.#sliceDepth());
  }

  /** Position of the last character that belongs to the string in this piece. */
  #skipString(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (this.#isEscaped) this.#isEscaped = false;
      else if (unit === 92) this.#isEscaped = true;
      else if (unit === 34) {
        this.#inString = false;
        return at;
      }
    }
    return text.length;
  }

  /** One character outside strings. Returns the start of the open slice in this piece, or -1. */
  #step(text: string, at: number, start: number): number {
    const role = ROLES[text.charCodeAt(at)] ?? "other";
    if (role === "space") return start;
    if (role === "enter") return this.#enter(text, at, start);
    if (role === "leave") return this.#leave(text, at, start);
    if (role === "comma") {
      const endsSlice = this.#isOpen && this.#depth === this.#sliceDepth();
      return endsSlice ? this.#close(text, at, start) : start;
    }
    if (role === "quote") this.#inString = true;
    return this.#opens() ? this.#open(at) : start;
  }

  #sliceDepth(): number {
    return this.#inFeatures ? 2 : 1;
  }

  #opens(): boolean {
    return !this.#isOpen && this.#depth === this.#sliceDepth();
  }

  #open(at: number): number {
    this.#isOpen = true;
    this.#held = "";
    return at;
  }

  #enter(text: string, at: number, start: number): number {
    const isArray = text.charCodeAt(at) === 91;
    if (this.#hasEnded || (this.#depth === 0 && isArray)) this.#fault = "not-json";
    const opened = this.#opens() ? this.#open(at) : start;
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#fault = "too-deep";
    if (!isArray || this.#depth !== 2 || this.#inFeatures) return opened;
    const key = this.#held + text.slice(Math.max(opened, 0), at);
    if (!/^"features"\s*:\s*$/.test(key)) return opened;
    this.#inFeatures = true;
    this.#isOpen = false;
    this.#held = "";
    return -1;
  }

  #leave(text: string, at: number, start: number): number {
    let next = start;
    if (this.#isOpen && this.#depth === this.#sliceDepth()) next = this.#close(text, at, start);
    this.#depth -= 1;
    if (this.#inFeatures && this.#depth === 1) this.#inFeatures = false;
    if (this.#depth === 0) this.#hasEnded = true;
    if (this.#depth < 0) this.#fault = "not-json";
    return next;
  }

  #close(text: string, at: number, start: number): number {
    const slice = this.#held + text.slice(Math.max(start, 0), at);
    this.#isOpen = false;
    this.#held = "";
    if (this.#inFeatures) {
      this.#features += 1;
      this.#slices.push({ kind: "feature", text: slice, feature: this.#features });
    } else this.#slices.push({ kind: "member", text: slice, feature: 0 });
    return -1;
  }
}
