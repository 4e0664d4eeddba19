import { fail, ok, type Result } from "../result.ts";
import type { RowRefusal } from "./refusals.ts";
import type { SourceGeometry } from "./source.ts";

const NAMES: Readonly<Record<string, readonly [type: string, depth: number]>> = {
  POINT: ["Point", 0],
  LINESTRING: ["LineString", 1],
  POLYGON: ["Polygon", 2],
  MULTIPOINT: ["MultiPoint", 1],
  MULTILINESTRING: ["MultiLineString", 2],
  MULTIPOLYGON: ["MultiPolygon", 3],
};

/**
 * Well-known text (OGC 06-103r4, EWKT's `SRID=…;` is skipped) as numbers in the order written. Third
 * and fourth ordinates are left out. `null` for `EMPTY`.
 */
export function readWkt(text: string): Result<SourceGeometry | null, RowRefusal> {
  const head = /^\s*(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:ZM?|M)?\s*(EMPTY|\()/i.exec(text);
  const known = NAMES[(head?.[1] ?? "").toUpperCase().replace(/(?:ZM|Z|M)$/, "")];
  if (head === null || known === undefined) return broken(text);
  if (/^EMPTY$/i.test(head[2] ?? "")) return ok(null);
  const [type, depth] = known;
  const scanner: Scanner = { text, at: head[0].length - 1 };
  const coordinates = readNested(scanner, depth);
  const isWhole = coordinates !== null && /^\s*;?\s*$/.test(text.slice(scanner.at));
  return isWhole ? ok({ type, coordinates }) : broken(text);
}

interface Scanner {
  readonly text: string;
  at: number;
}

function broken(text: string): Result<never, RowRefusal> {
  return fail({ code: "ingest.geometry-broken", detail: text.slice(0, 60) });
}

/** `( … )` of the given depth: 0 is one position in brackets, 1 a list of positions, and so on. */
function readNested(scanner: Scanner, depth: number): unknown[] | null {
  if (!skip(scanner, "(")) return null;
  if (depth === 0) {
    const position = readPosition(scanner);
    return position !== null && skip(scanner, ")") ? position : null;
  }
  const items: unknown[] = [];
  do {
    const item = depth === 1 ? readListed(scanner) : readNested(scanner, depth - 1);
    if (item === null) return null;
    items.push(item);
  } while (skip(scanner, ","));
  return skip(scanner, ")") ? items : null;
}

/** A position in a list; in a MULTIPOINT it may stand in brackets of its own. */
function readListed(scanner: Scanner): unknown[] | null {
  if (!skip(scanner, "(")) return readPosition(scanner);
  const position = readPosition(scanner);
  return position !== null && skip(scanner, ")") ? position : null;
}

const NUMBER = /\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy;

function readPosition(scanner: Scanner): number[] | null {
  const numbers: number[] = [];
  while (numbers.length < 4) {
    NUMBER.lastIndex = scanner.at;
    const found = NUMBER.exec(scanner.text);
    if (found === null) break;
    numbers.push(Number(found[1]));
    scanner.at = NUMBER.lastIndex;
  }
  return numbers.length >= 2 ? numbers.slice(0, 2) : null;
}

function skip(scanner: Scanner, mark: string): boolean {
  while (/\s/.test(scanner.text.charAt(scanner.at))) scanner.at += 1;
  if (scanner.text.charAt(scanner.at) !== mark) return false;
  scanner.at += 1;
  return true;
}
