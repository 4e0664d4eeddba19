import { FREE_TEXT, freeText } from "@onegrid/core/free-text";
import { Type } from "typebox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../test/cases.ts";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { writtenTexts } from "./free-text-hook.ts";
import { personalNumberIn } from "./personal-text.ts";

let town: DemoTown;
let dispatcher: Asker;
let place: Place;

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  const { body } = await dispatcher.get<{ areas: { kind: string; center: Place }[] }>("/api/areas");
  place = body.areas.find(({ kind }) => kind === "community")?.center ?? [0, 0];
}, 120_000);
afterAll(() => town.close());

type Schema = Readonly<Record<string, unknown>>;
const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;

/** Places of a schema where somebody could leave a text that nobody looks at. */
function unwatched(schema: unknown, at = ""): string[] {
  if (!isSchema(schema)) return [`${at}: anything`];
  const ways = ["anyOf", "oneOf", "allOf"].flatMap((word) => listOf(schema[word]));
  if (ways.length > 0) return ways.flatMap((way) => unwatched(way, at));
  if ("const" in schema || "enum" in schema) return [];
  return unwatchedOfType(schema, at);
}

function unwatchedOfType(schema: Schema, at: string): string[] {
  switch (schema["type"]) {
    case "string":
      return isWatched(schema) ? [] : [at];
    case "integer":
    case "number":
    case "boolean":
    case "null":
      return [];
    case "array":
      return [schema["items"]].flat().flatMap((item) => unwatched(item, `${at}[]`));
    case "object":
      return partsOf(schema).flatMap(([name, part]) => unwatched(part, `${at}.${name}`));
    default:
      return [`${at}: anything`];
  }
}

/** What an object may hold: under names that are known, and under the sender's. */
function partsOf({ properties, patternProperties, additionalProperties }: Schema) {
  const named = isSchema(properties) ? Object.entries(properties) : [];
  const patterns = isSchema(patternProperties) ? Object.values(patternProperties) : [];
  const others = isSchema(additionalProperties) ? [additionalProperties] : [];
  // A name that fits no pattern may bring anything, unless that is forbidden.
  const unfit = patterns.length > 0 && additionalProperties === undefined ? [undefined] : [];
  const open: readonly unknown[] = [...patterns, ...others, ...unfit];
  return [...named, ...open.map((part): [string, unknown] => ["*", part])];
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const isWatched = (schema: Schema): boolean =>
  FREE_TEXT in schema || "pattern" in schema || "format" in schema;

/** Texts that are taken in and not kept as they come. */
const NOT_KEPT: Readonly<Record<string, string>> = {
  "POST /api/access/sign-in .login": "looked up; an unknown one is not written down",
  "POST /api/access/sign-in .password": "compared with its hash",
  "POST /api/access/sign-in/code .code": "compared",
  "POST /api/access/factor/enrolment .password": "compared with its hash",
  "POST /api/access/factor/enrolment .code": "compared",
  "POST /api/access/factor/confirm .code": "compared",
  "POST /api/access/factor/recovery-codes .password": "compared with its hash",
  "POST /api/access/factor/recovery-codes .code": "compared",
  "POST /api/access/factor/off .password": "compared with its hash",
  "POST /api/access/factor/off .code": "compared",
  "POST /api/access/password .present": "compared with its hash",
  "POST /api/access/password .next": "kept as its hash",
  "POST /api/access/set-up .token": "compared",
  "POST /api/access/set-up .password": "kept as its hash",
  "POST /api/access/people .duties[].role": "one of the roles we know",
  "POST /api/access/people .duties[].areaId": "an area that is there",
  "POST /api/access/keys .areaIds[]": "areas that are there",
  "POST /api/access/keys .addresses[]": "network addresses, checked",
  "POST /api/webhooks .url": "an address, checked; the audit keeps its host only",
  "POST /api/access/delegations .dutyId": "one's own duty",
  "POST /api/access/delegations .receiverId": "a colleague who is there",
  "POST /api/access/delegations .areaIds[]": "areas of the duty",
  "POST /api/access/people/:id/duties/preview .duties[].role": "one of the roles we know",
  "POST /api/access/people/:id/duties/preview .duties[].areaId": "an area that is there",
  "PUT /api/access/people/:id/duties .digest": "compared with what was shown",
  "POST /api/access/staff/:id/commit .digest": "compared with what was shown",
  "POST /api/roster/lines .dutyId": "a duty that is there",
  "PUT /api/access/people/:id/duties .duties[].role": "one of the roles we know",
  "PUT /api/access/people/:id/duties .duties[].areaId": "an area that is there",
};

/** Routes that change something and have no schema for a body. */
const WITHOUT_BODY: Readonly<Record<string, string>> = {
  "POST /api/emergency/activations/:id/stand-down": "takes nothing",
  "POST /api/access/sign-out": "takes nothing",
  "POST /api/access/people/:id/password": "takes nothing",
  "POST /api/access/people/:id/factor-reset": "takes nothing",
  "POST /api/access/sso/start": "takes nothing",
  "POST /api/access/people/:id/close": "takes nothing",
  "POST /api/access/people/:id/reopen": "takes nothing",
  "POST /api/access/keys/:id/revoke": "takes nothing",
  "POST /api/access/keys/:id/take-over": "takes nothing",
  "POST /api/webhooks/:id/end": "takes nothing",
  "POST /api/webhooks/:id/test": "takes nothing",
  "POST /api/access/delegations/:id/end": "takes nothing",
  "POST /api/access/staff": "a file; its cells are looked at in staff-row.ts",
  "POST /api/access/staff/:id/passwords": "takes nothing",
  "POST /api/rules/tables":
    "a file that is not kept; what its cells say is saved by POST /api/rules/changes",
  "POST /api/duty-list/preview":
    "a file that is not kept; what its cells say is saved by POST /api/duty-list/changes",
  "POST /api/emergency/plan/seats/table":
    "a file that is not kept; of its cells only seats and accounts that are there",
  "POST /api/alerts": "a warning in XML; its words are looked at in take-warning.ts",
  "POST /api/communities/:id/city-units": "takes nothing",
  "POST /api/photos": "bytes of a picture, freed of its words by strip-photo.ts",
  "POST /api/imports":
    "files; their names are looked at in receive-import.ts, their cells in row-reader.ts",
};

test("no route keeps a text that nobody looks at", () => {
  const changing = town.app.takenIn.filter(({ method }) =>
    ["POST", "PUT", "PATCH"].includes(method),
  );
  const open = changing.flatMap(({ method, url, body }) => {
    const route = `${method} ${url}`;
    if (body === undefined) return route in WITHOUT_BODY ? [] : [`${route}: no schema`];
    return [...new Set(unwatched(body))]
      .map((at) => `${route} ${at}`)
      .filter((at) => !(at in NOT_KEPT));
  });
  expect(open).toEqual([]);
  // A reason for what is not there any more would hide the next one.
  const routes = new Set(changing.map(({ method, url }) => `${method} ${url}`));
  const reasons = [...Object.keys(NOT_KEPT), ...Object.keys(WITHOUT_BODY)];
  const isOfRoute = (reason: string): boolean =>
    routes.has(reason.split(" ").slice(0, 2).join(" "));
  expect(reasons.filter((reason) => !isOfRoute(reason))).toEqual([]);
  process.stdout.write(`${changing.length} routes that take something in\n`);
});

test("a text without a mark is found, wherever it hides", () => {
  const hidden = [
    Type.Object({ remark: Type.String() }),
    Type.Object({ rows: Type.Array(Type.Object({ remark: Type.String({ maxLength: 9 }) })) }),
    Type.Union([Type.Object({ a: Type.Integer() }), Type.Object({ remark: Type.String() })]),
    Type.Record(Type.String(), Type.String(), { additionalProperties: false }),
    Type.Record(Type.String(), freeText()),
    Type.Object({ more: Type.Unknown() }),
    Type.Object({ more: Type.Optional(Type.Union([Type.Null(), Type.String()])) }),
    Type.Tuple([Type.Integer(), Type.String()]),
  ];
  for (const schema of hidden) expect(unwatched(schema)).toHaveLength(1);
});

const NUMBER = "13812345678";
const ID = "11010519491231002X";

test("every door says no to a number, wherever the text stands in the request", async () => {
  const { body: reported } = await dispatcher.post<{ card: never }>("/api/cases", newReport(place));
  const at = `/api/cases/${(reported.card as { id: string }).id}/commands`;
  const fields = { assignee: { unitId: null, memberId: "x" }, recommendationId: null };
  const tries: readonly [string, object, string][] = [
    ["/api/cases", newReport(place, { description: `请联系 ${NUMBER}` }), "description"],
    ["/api/cases", newReport(place, { address: `${NUMBER} 家` }), "address"],
    ["/api/cases", newReport(place, { categoryId: ID }), "categoryId"],
    ["/api/cases/help", { description: `电话 ${NUMBER}` }, "description"],
    [at, commandFor(reported.card, "comment", { fields: { photos: [] }, note: NUMBER }), "note"],
    [at, commandFor(reported.card, "recall", { reason: ID }), "reason"],
    [
      at,
      commandFor(reported.card, "dispatch", { fields: { ...fields, overrideReason: NUMBER } }),
      "fields/overrideReason",
    ],
    [
      at,
      commandFor(reported.card, "finish", { fields: { photos: [], form: { outcome: NUMBER } } }),
      "fields/form/outcome",
    ],
    [
      at,
      commandFor(reported.card, "finish", { fields: { photos: [], form: { [NUMBER]: "x" } } }),
      "fields/form",
    ],
    [
      at,
      commandFor(reported.card, "relocate", { fields: { position: null, address: NUMBER } }),
      "fields/address",
    ],
  ];
  for (const [url, payload, field] of tries) {
    const { status, body } = await dispatcher.post(url, payload);
    expect({ url, status, body }).toMatchObject({
      status: 422,
      body: { code: "access.personal-text", field },
    });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${NUMBER}|${ID}`));
  }
  const planner = await town.as("planner");
  const plan = { name: `方案 ${NUMBER}`, communityIds: ["x"] };
  expect((await planner.post("/api/plans", plan)).body).toMatchObject({ field: "name" });
  const admin = await town.as("admin");
  const duties = [{ role: "planner", areaId: "x", validFrom: "2026-11-20", validTo: null }];
  const person = { login: "someone", displayName: `张 ${NUMBER}`, duties };
  expect((await admin.post("/api/access/people", person)).body).toMatchObject({
    field: "displayName",
  });
});

test("marks are found through unions, arrays and records, and only in the member that is meant", () => {
  const words = { type: "string", [FREE_TEXT]: "words" };
  const schema = {
    anyOf: [
      { type: "object", properties: { verb: { const: "a" }, text: words } },
      { type: "object", properties: { verb: { const: "b" }, text: { type: "string" } } },
    ],
  };
  expect(writtenTexts(schema, { verb: "a", text: "x" })).toEqual([
    { place: "text", kind: "words", text: "x" },
  ]);
  expect(writtenTexts(schema, { verb: "b", text: "x" })).toEqual([]);
});

/** The same numbers in every run: mulberry32. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const random = seeded(20_261_120);
const pick = <T>(values: readonly T[]): T => {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
};
const digits = (count: number): string => Array.from({ length: count }, () => random(10)).join("");
const two = (value: number): string => `${value}`.padStart(2, "0");

/** GB 11643-1999 by the other way of ISO 7064 MOD 11-2: digit by digit, without weights. */
function someIdentity(provinces = ["11", "31", "44", "51", "62", "65"]): string {
  const born = `${1930 + random(90)}${two(1 + random(12))}${two(1 + random(28))}`;
  const start = `${pick(provinces)}${digits(4)}${born}${digits(3)}`;
  const rest = start.split("").reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0);
  const last = (12 - rest) % 11;
  return `${start}${last === 10 ? "X" : last}`;
}

/** ISO/IEC 7812-1: the last digit makes the doubled sum end in 0. */
function someCard(): string {
  const start = `${pick(["4", "51", "55", "62"])}${digits(18)}`.slice(0, pick([15, 16, 17, 18]));
  const sum = start
    .split("")
    .toReversed()
    .reduce((all, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
      return all + (value > 9 ? value - 9 : value);
    }, 0);
  return `${start}${(10 - (sum % 10)) % 10}`;
}

const someMobile = (): string => `1${pick(["3", "5", "7", "8", "9"])}${digits(9)}`;

const wide = (text: string): string =>
  text.replaceAll(/[0-9X]/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0));
const grouped = (text: string): string => {
  const between = pick([" ", "-", "－", "\u3000", "\u200b"]);
  return text.match(/.{1,4}/g)?.join(between) ?? text;
};
const AROUND = ["居民", "电话：", "，请尽快处理", "（本人）", "证件号", "（3号楼）", "来电 ", "。"];
const embedded = (number: string): string =>
  `${pick(AROUND)}${pick([(text: string) => text, wide, grouped])(number)}${pick(AROUND)}`;

test("valid identity numbers, cards and mobile numbers are refused in any dress", () => {
  const made = { identity: () => someIdentity(), card: someCard, mobile: someMobile };
  const counts: Record<string, number> = {};
  for (const [name, make] of Object.entries(made))
    for (let at = 0; at < 5000; at += 1) {
      const text = embedded(make());
      expect([text, personalNumberIn({ kind: "words", text })]).not.toEqual([text, null]);
      counts[name] = (counts[name] ?? 0) + 1;
    }
  process.stdout.write(`refused: ${JSON.stringify(counts)}\n`);
});

test("what only looks like one passes: wrong check digits, codes, numbers of cases, coordinates", () => {
  const wrongLast = (text: string): string =>
    text.slice(0, -1) + pick("0123456789".split("").filter((digit) => digit !== text.at(-1)));
  const near: Readonly<Record<string, () => string>> = {
    // In provinces whose numbers no card begins with.
    "identity with a wrong check digit": () => wrongLast(someIdentity(["11", "15", "21", "23"])),
    "card with a wrong check digit": () => wrongLast(someCard()),
    "grid code": () => `${pick(["6203", "1101"])}${digits(8)}${pick(["001", "W12"])}`,
    "case number": () => `2026${two(1 + random(12))}${two(1 + random(28))}-${digits(6)}`,
    coordinates: () => `${100 + random(20)}.${digits(6)}, ${30 + random(10)}.${digits(6)}`,
    landline: () => `0${10 + random(89)}-${2 + random(7)}${digits(7)}`,
    "mobile with a wrong start": () => `1${pick(["0", "1", "2"])}${digits(9)}`,
  };
  const counts: Record<string, number> = {};
  for (const [name, make] of Object.entries(near))
    for (let at = 0; at < 2000; at += 1) {
      const text = `${pick(AROUND)}${make()}${pick(AROUND)}`;
      expect([name, text, personalNumberIn({ kind: "words", text })]).toEqual([name, text, null]);
      counts[name] = (counts[name] ?? 0) + 1;
    }
  process.stdout.write(`passed: ${JSON.stringify(counts)}\n`);
});
