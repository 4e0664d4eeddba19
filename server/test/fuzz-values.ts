import fc from "fast-check";

/** A source of chance that a seed repeats. */
export interface Chance {
  /** A whole number from 0 up to, not including, `below`. */
  readonly int: (below: number) => number;
  readonly is: (share: number) => boolean;
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
  readonly oneOf: <T>(list: readonly T[]) => T | undefined;
}

/** mulberry32 (T. Ettinger, public domain): small, quick, and good enough to choose by. */
export function chanceFrom(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    is: (share) => next() < share,
    pick: (list) => list[int(list.length)] ?? list[0],
    oneOf: (list) => list[int(list.length)],
  };
}

/** JSON Schema as far as our contracts use it. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Values that are known to exist, by the name of the field that holds them. */
export type Known = (name: string) => readonly string[];

interface Making {
  readonly chance: Chance;
  readonly known: Known;
}

/** A value that the schema lets through; ids and names are such as exist, where one is known. */
export function fitting(schema: Schema, name: string, making: Making): unknown {
  const { chance } = making;
  if ("const" in schema) return schema.const;
  if (schema.enum) return chance.oneOf(schema.enum);
  if (schema.anyOf) return fitting(chance.oneOf(schema.anyOf) ?? {}, name, making);
  if (schema.allOf) return fitting(Object.assign({}, ...schema.allOf), name, making);
  return BY_TYPE[schema.type ?? ""]?.(schema, name, making) ?? null;
}

type Maker = (schema: Schema, name: string, making: Making) => unknown;

const BY_TYPE: Readonly<Record<string, Maker>> = {
  string: fittingText,
  integer: (schema, _name, { chance }) => Math.floor(fittingNumber(schema, chance)),
  number: (schema, _name, { chance }) => fittingNumber(schema, chance),
  boolean: (_schema, _name, { chance }) => chance.is(0.5),
  null: () => null,
  array: fittingList,
  object: fittingObject,
};

function fittingNumber({ minimum = 0, maximum }: Schema, chance: Chance): number {
  const most = Math.min(maximum ?? minimum + 30, minimum + 1000);
  return chance.pick([minimum, most, minimum + chance.int(most - minimum + 1)]);
}

const matches = new Map<string, readonly string[]>();

function matching(pattern: string): readonly string[] {
  const made =
    matches.get(pattern) ??
    fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 7, numRuns: 12 });
  matches.set(pattern, made);
  return made;
}

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  uuid: ["5a0e6f6c-3b1f-4c6e-9d0a-1b2c3d4e5f60"],
  date: ["2026-11-20", "2026-12-01", "2027-01-01", "0000-01-01"],
  "date-time": ["2026-11-20T10:00:00+08:00", "2026-11-19T00:00:00Z"],
};

function fittingText(schema: Schema, name: string, { chance, known }: Making): string {
  const { pattern, format, minLength = 0, maxLength = 40 } = schema;
  const real = chance.oneOf(known(name));
  if (real !== undefined && chance.is(0.8)) return real;
  if (pattern !== undefined) return chance.oneOf(matching(pattern)) ?? "";
  if (format !== undefined) return chance.oneOf(FORMATS[format] ?? ["x"]) ?? "";
  const words = "龙湖苑三号楼 planner a-1 垃圾 𠮷 ".repeat(20);
  const length = Math.max(minLength, chance.int(Math.min(maxLength, 40) + 1));
  return words.slice(0, length).padEnd(minLength, "x");
}

function fittingList(schema: Schema, name: string, making: Making): unknown[] {
  const { prefixItems, items, minItems = 0, maxItems = 3 } = schema;
  if (prefixItems) return prefixItems.map((each) => fitting(each, name, making));
  const length = Math.max(minItems, making.chance.int(Math.min(3, maxItems) + 1));
  return Array.from({ length }, () => fitting(items || {}, name.replace(/s$/, ""), making));
}

function fittingObject(schema: Schema, _name: string, making: Making): object {
  const made: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(key) === true || making.chance.is(0.4))
      made[key] = fitting(inner, key, making);
  }
  return made;
}

/** What a person with bad intentions types, or a broken program sends. */
export const HOSTILE_TEXTS = [
  ...[
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "x\udfff",
    "\ufeff",
    "\u202e",
    "\r\nset-cookie: a=b",
    "\u0085",
  ],
  ...["'", '"; drop table account; --', "' or '1'='1", "%", "_", "\\", "\\x00", "$1", "%s%n"],
  ...["../../../../etc/passwd", "..\\..\\windows", "/etc/passwd", "file:///etc/passwd", ".", ".."],
  ...["%00", "%2e%2e%2f", "%zz", "%", "%e0%a4%a", "${7*7}", "{{7*7}}", "<script>alert(1)</script>"],
  ...[
    "NaN",
    "Infinity",
    "-Infinity",
    "1e309",
    "null",
    "undefined",
    "true",
    "[]",
    "{}",
    "[object Object]",
  ],
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "then"],
  ...["-1", "1.5", "2147483648", "9007199254740993", "9223372036854775808", "0x10", "1e3", "٣"],
  ...[
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "99999-01-01",
    "infinity",
    "-infinity",
    "now",
    "epoch",
  ],
  ...["2026-11-20T25:61:00Z", "0000-01-01T00:00:00Z", "-271821-04-20T00:00:00Z", "today"],
  ...["x".repeat(300), "x".repeat(10_000), "字".repeat(3_000), "😀".repeat(500), "é".repeat(70)],
  ...[
    "11010519491231002X",
    "1;2;3",
    "a,b,c",
    "*",
    "event.01-02",
    "00000000-0000-0000-0000-000000000000",
  ],
] as const;

export const HOSTILE_VALUES: readonly unknown[] = [
  ...HOSTILE_TEXTS,
  ...[null, true, false, [], {}, [[]], [null], { length: 1e9 }, { toString: 1 }, { a: { b: {} } }],
  ...[-1, -0, 0, 0.1, 1.5, 1e21, 1e308, 2 ** 31, 2 ** 31 - 1, -(2 ** 31) - 1, 2 ** 53, -(2 ** 63)],
  ...[Array.from({ length: 5_000 }, () => 1), Array.from({ length: 300 }, () => "x"), nested(200)],
];

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}

/** The same JSON value with one place in it replaced by something hostile, or one key added or gone. */
export function spoil(value: unknown, chance: Chance): unknown {
  const isDeeper = typeof value === "object" && value !== null && chance.is(0.8);
  if (!isDeeper) return chance.oneOf(HOSTILE_VALUES);
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...value };
  const key = chance.oneOf(Object.keys(copy));
  if (key === undefined || chance.is(0.1))
    return Object.assign({}, copy, { [chance.pick(HOSTILE_TEXTS)]: 1 });
  if (chance.is(0.1)) Reflect.deleteProperty(copy, key);
  else Reflect.set(copy, key, spoil(Reflect.get(copy, key), chance));
  return copy;
}
