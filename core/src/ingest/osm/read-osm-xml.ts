import { MOST_OSM_NODES, OsmDataBuilder, refuseLostNodes } from "./osm-data.ts";
import type { OsmData, OsmError, OsmMember } from "./osm-data.ts";
import { fail, ok, type Result } from "../../result.ts";

/** A tag longer than this is no OSM tag: refuse instead of gathering text without end. */
const MAX_TAG_CHARACTERS = 1_000_000;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface OpenElement {
  readonly kind: "node" | "way" | "relation";
  readonly id: number;
  readonly line: number;
  readonly isKept: boolean;
  tags: Record<string, string> | null;
  readonly refs: number[];
  readonly members: OsmMember[];
}

/**
 * Reads OSM XML (`.osm`) from pieces of text that may end anywhere: `push` each, then `finish`.
 * No external entity is ever followed; a document type declaration is refused.
 */
export class OsmXmlReader {
  readonly #builder = new OsmDataBuilder();
  #rest = "";
  #line = 1;
  #open: OpenElement | null = null;
  #state: "before" | "inside" | "after" = "before";
  #error: OsmError | null = null;

  push(text: string): OsmError | null {
    if (this.#error !== null) return this.#error;
    const all = this.#rest + text;
    let at = 0;
    for (;;) {
      const start = all.indexOf("<", at);
      if (start < 0) {
        this.#countLines(all, at, all.length);
        at = all.length;
        break;
      }
      const end = endOfTag(all, start);
      if (end < 0) {
        this.#countLines(all, at, start);
        at = start;
        break;
      }
      this.#countLines(all, at, start);
      this.#error = this.#takeTag(all.slice(start + 1, end));
      if (this.#error !== null) return this.#error;
      this.#countLines(all, start, end + 1);
      at = end + 1;
    }
    this.#rest = all.slice(at);
    if (this.#rest.length > MAX_TAG_CHARACTERS) this.#error = this.#corrupt("a tag without end");
    this.#error ??= this.#builder.tooLarge(MOST_OSM_NODES);
    return this.#error;
  }

  finish(): Result<OsmData, OsmError> {
    if (this.#error !== null) return fail(this.#error);
    if (this.#state === "before") return fail({ code: "ingest.osm-not-osm", detail: "no <osm>" });
    if (this.#state === "inside") return fail({ code: "ingest.osm-truncated", offset: this.#line });
    if (this.#builder.isEmpty()) return fail({ code: "ingest.osm-empty" });
    const data = this.#builder.build();
    const lost = refuseLostNodes(data);
    return lost === null ? ok(data) : fail(lost);
  }

  #countLines(text: string, from: number, to: number): void {
    for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) {
      this.#line++;
    }
  }

  #corrupt(detail: string): OsmError {
    return { code: "ingest.osm-corrupt", offset: this.#line, detail };
  }

  #takeTag(tag: string): OsmError | null {
    if (tag.startsWith("?") || tag.startsWith("!--")) return null;
    if (tag.startsWith("!")) return this.#corrupt("a document type declaration is not allowed");
    if (tag.startsWith("/")) return this.#closeElement(tag.slice(1).trim());
    const name = /^[\w:.-]+/.exec(tag)?.[0] ?? "";
    if (this.#state === "before") {
      if (name !== "osm") return { code: "ingest.osm-not-osm", detail: `root is <${name}>` };
      this.#state = tag.endsWith("/") ? "after" : "inside";
      return null;
    }
    if (this.#state === "after") return this.#corrupt("text after </osm>");
    this.#takeElement(name, tag);
    return null;
  }

  #takeElement(name: string, tag: string): void {
    const isClosed = tag.endsWith("/");
    if (name === "node" || name === "way" || name === "relation") {
      this.#openElement(name, attributesOf(tag));
      if (isClosed) this.#close();
    } else if (this.#open !== null) {
      this.#addChild(this.#open, name, attributesOf(tag));
    }
  }

  #openElement(kind: OpenElement["kind"], attributes: Attributes): void {
    const id = integer(attributes["id"]);
    // JOSM marks what the user deleted; history files mark what is no longer there.
    const isGone = attributes["action"] === "delete" || attributes["visible"] === "false";
    let isKept = !isGone;
    if (isKept && !Number.isSafeInteger(id)) isKept = this.#reject(kind, attributes, "bad-id");
    if (isKept && kind === "node") isKept = this.#addNode(id, attributes);
    this.#open = { kind, id, line: this.#line, isKept, tags: null, refs: [], members: [] };
  }

  #addNode(id: number, attributes: Attributes): boolean {
    const lng = decimal(attributes["lon"]);
    const lat = decimal(attributes["lat"]);
    const isOnEarth = Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
    if (!isOnEarth) return this.#reject("node", attributes, "bad-coordinate");
    this.#builder.addNode(id, lng, lat);
    return true;
  }

  #reject(
    element: OpenElement["kind"],
    attributes: Attributes,
    reason: "bad-id" | "bad-coordinate",
  ): false {
    this.#builder.reject({ element, id: attributes["id"] ?? "", line: this.#line, reason });
    return false;
  }

  #addChild(open: OpenElement, name: string, attributes: Attributes): void {
    if (name === "tag" && attributes["k"] !== undefined) {
      open.tags ??= {};
      open.tags[attributes["k"]] = attributes["v"] ?? "";
    } else if (name === "nd") open.refs.push(integer(attributes["ref"]));
    else if (name === "member") {
      const type = attributes["type"];
      if (type !== "node" && type !== "way" && type !== "relation") return;
      open.members.push({ type, ref: integer(attributes["ref"]), role: attributes["role"] ?? "" });
    }
  }

  #closeElement(name: string): OsmError | null {
    if (name === "osm") {
      if (this.#open !== null) return this.#corrupt(`<${this.#open.kind}> is not closed`);
      this.#state = "after";
    } else if (this.#open !== null && name === this.#open.kind) this.#close();
    return null;
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null || !open.isKept) return;
    const { kind, id, line, tags } = open;
    if (kind === "node") {
      if (tags !== null) this.#builder.tagLastNode(tags);
    } else if (open.refs.some(Number.isNaN) || open.members.some((m) => Number.isNaN(m.ref))) {
      this.#builder.reject({ element: kind, id: `${id}`, line, reason: "bad-reference" });
    } else if (kind === "way") this.#builder.addWay(id, Float64Array.from(open.refs), tags);
    else this.#builder.addRelation({ id, tags: tags ?? {}, members: open.members });
  }
}

const GREATER = 62;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

type Attributes = Readonly<Record<string, string>>;

/** The `>` that ends the tag at `start` (a quoted value may hold one); -1 when not there yet. */
function endOfTag(text: string, start: number): number {
  if (text.startsWith("<!--", start)) {
    const end = text.indexOf("-->", start + 4);
    return end < 0 ? -1 : end + 2;
  }
  // "<!-" at the very end of a piece may still become a comment.
  if (text.length - start < 4 && "<!--".startsWith(text.slice(start))) return -1;
  let quote = 0;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
  }
  return -1;
}

function attributesOf(tag: string): Attributes {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of tag.matchAll(ATTRIBUTE)) {
    if (name !== undefined) attributes[name] = unescapeXml(double ?? single ?? "");
  }
  return attributes;
}

const ENTITIES: Attributes = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const integer = (text: string | undefined): number =>
  /^-?\d+$/.test(text ?? "") ? Number(text) : NaN;

function decimal(text: string | undefined): number {
  return text === undefined || text.trim() === "" ? Number.NaN : Number(text);
}
