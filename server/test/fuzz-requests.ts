import type { ApiDocument, ApiOperation } from "../src/operations/api-document.ts";
import { PICTURE } from "./cases.ts";
import {
  fitting,
  HOSTILE_TEXTS,
  spoil,
  type Chance,
  type Known,
  type Schema,
} from "./fuzz-values.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number] | "HEAD" | "OPTIONS";

/** An operation of the document, as far as requests are made of it. */
export interface Target {
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly operation: ApiOperation;
}

export function targetsOf(document: ApiDocument): Target[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, operation]) => {
      const method = METHODS.find((known) => known.toLowerCase() === name) ?? "GET";
      return { name: `${method} ${path}`, method, path, operation };
    }),
  );
}

export interface Draft {
  method: Method;
  params: Record<string, string>;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body: unknown;
  /** What goes over the line instead of the body as JSON. */
  raw: string | Buffer | undefined;
}

export interface FuzzRequest {
  readonly target: Target;
  readonly kind: string;
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | undefined;
}

/** A request for an operation: as it should be, with one thing wrong, or bent out of shape. */
export function makeRequest(target: Target, chance: Chance, known: Known): FuzzRequest {
  const draft = fittingDraft(target, chance, known);
  const kind = chance.is(0.35) ? "fitting" : chance.pick(["spoilt", "spoilt", "bent"]);
  const name = kind === "bent" ? chance.pick(BEND_NAMES) : kind;
  if (kind === "spoilt") spoilDraft(draft, chance);
  if (kind === "bent") BENDS[name]?.(draft, chance);
  return {
    target,
    kind: name,
    method: draft.method,
    url: addressOf(target, draft),
    headers: draft.headers,
    payload: draft.raw ?? (draft.body === undefined ? undefined : JSON.stringify(draft.body)),
  };
}

function fittingDraft({ method, path, operation }: Target, chance: Chance, known: Known): Draft {
  const near = path.split("/").find((part) => part !== "" && part !== "api") ?? "";
  const byPlace: Known = (name) => {
    const own = known(`${near}.${name}`);
    return own.length > 0 ? own : known(name);
  };
  const making = { chance, known: byPlace };
  const said = (place: string) => (operation.parameters ?? []).filter((each) => each.in === place);
  const textOf = ({ name, schema }: { name: string; schema: Schema }): string =>
    String(fitting(schema, name, making));
  const content = operation.requestBody?.content ?? {};
  const [media, form] = Object.entries(content)[0] ?? [];
  const isJson = media === "application/json";
  return {
    method,
    params: Object.fromEntries(said("path").map((each) => [each.name, textOf(each)])),
    query: said("query")
      .filter(({ required }) => required === true || chance.is(0.4))
      .map((each) => [each.name, textOf(each)]),
    headers: {
      "x-onegrid": "1",
      ...(media !== undefined && { "content-type": TYPED[media] ?? media }),
    },
    body: isJson && form ? fitting(form.schema, "", making) : undefined,
    raw:
      media === undefined || isJson
        ? undefined
        : rawOf(media, chance, () => form && fitting(form.schema, "", making)),
  };
}

const FORM = "application/x-www-form-urlencoded";

function rawOf(media: string, chance: Chance, filled: () => unknown): Buffer | string {
  if (media !== FORM) return otherBody(media, chance);
  const fields = Object.entries(filled() ?? {}).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}

const TYPED: Readonly<Record<string, string>> = {
  "multipart/form-data": "multipart/form-data; boundary=bound",
};
const NAMES = [
  "a.geojson",
  "b.csv",
  "c.zip",
  "../../etc/passwd",
  "d.kml\0.txt",
  "",
  "__proto__",
] as const;
const CONTENTS = [
  ...(['{"type":"FeatureCollection","features":[]}', "id,name\n1,x\n", "PK\x03\x04", ""] as const),
  ...([
    "<kml><Placemark/></kml>",
    '<!DOCTYPE a [<!ENTITY b "c">]><kml>&b;</kml>',
    "\0\0\0",
  ] as const),
] as const;

/** A picture, or a form with files, some of them whole. */
function otherBody(media: string, chance: Chance): Buffer {
  if (media === "image/jpeg")
    return chance.pick([Buffer.from(PICTURE), Buffer.from("\xff\xd8\xff not quite", "latin1")]);
  const part = (): string =>
    `--bound\r\ncontent-disposition: form-data; name="file"; filename="${chance.pick(NAMES)}"\r\n` +
    `content-type: application/octet-stream\r\n\r\n${chance.pick(CONTENTS)}\r\n`;
  const whole = `${part()}${chance.is(0.3) ? part() : ""}--bound--\r\n`;
  return Buffer.from(chance.is(0.7) ? whole : whole.slice(0, chance.int(whole.length)), "latin1");
}

function spoilDraft(draft: Draft, chance: Chance): void {
  const spots = [...Object.keys(draft.params), ...draft.query.map((_, at) => at)];
  const isBody = draft.body !== undefined && (spots.length === 0 || chance.is(0.6));
  if (isBody) draft.body = spoil(draft.body, chance);
  const spot = isBody ? undefined : chance.oneOf(spots);
  const text = chance.pick(HOSTILE_TEXTS);
  if (spot === undefined) draft.query.push(["after", text], [chance.pick(HOSTILE_TEXTS), "1"]);
  else if (typeof spot === "string") draft.params[spot] = text;
  else draft.query[spot] = [draft.query[spot]?.[0] ?? "", text];
}

const json = (draft: Draft): string => JSON.stringify(draft.body ?? {});
const GARBAGE = Buffer.from([0x1f, 0x8b, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x00, 0x7b]);
const TYPES = [
  ...(["text/plain", "application/xml", "application/json; charset=utf-16", "image/jpeg"] as const),
  ...(["application/x-www-form-urlencoded", "multipart/form-data", "a", "/", "*/*"] as const),
  ...(["multipart/form-data; boundary=", "application/json;;;", "x".repeat(5000)] as const),
] as const;

const BENDS: Readonly<Record<string, (draft: Draft, chance: Chance) => void>> = {
  "no header": ({ headers }) => Reflect.deleteProperty(headers, "x-onegrid"),
  "other media type": (draft, chance) => {
    draft.headers["content-type"] = chance.pick(TYPES);
    draft.raw = chance.pick([json(draft), "a=1&b[]=2", "--x\r\n\r\n", ""]);
  },
  "cut short": (draft, chance) => {
    const whole = json(draft);
    draft.raw = whole.slice(0, chance.int(whole.length + 1));
    draft.headers["content-type"] ??= "application/json";
  },
  "not UTF-8": (draft) => {
    draft.raw = Buffer.concat([Buffer.from('{"a":"'), GARBAGE, Buffer.from('"}')]);
    draft.headers["content-type"] ??= "application/json";
  },
  bomb: (draft, chance) => {
    const deep = 1000 + chance.int(60_000);
    draft.raw = chance.pick([
      "[".repeat(deep),
      `${"[".repeat(deep)}${"]".repeat(deep)}`,
      `${'{"a":'.repeat(deep)}1${"}".repeat(deep)}`,
      `[${"0,".repeat(deep)}0]`,
      `{${Array.from({ length: 5000 }, (_, at) => `"k${at}":${at}`).join()}}`,
      `{"login":"${"x".repeat(deep)}"}`,
    ]);
    draft.headers["content-type"] = "application/json";
  },
  "poisoned prototype": (draft, chance) => {
    const bad = chance.pick([
      '"__proto__":{"isAdmin":true}',
      '"constructor":{"prototype":{"a":1}}',
    ]);
    draft.raw = json(draft).replace("{", `{${bad}${json(draft).startsWith("{}") ? "" : ","}`);
    draft.headers["content-type"] = "application/json";
  },
  "doubled query": (draft, chance) => {
    const names = [...draft.query.map(([name]) => name), "q", "limit", "__proto__", "after"];
    const name = chance.oneOf(names) ?? "q";
    for (let at = 0; at < 2 + chance.int(40); at += 1)
      draft.query.push([chance.pick([name, `${name}[]`, `${name}[a]`, `${name}.b`]), String(at)]);
  },
  traversal: (draft, chance) => {
    for (const name of Object.keys(draft.params))
      draft.params[name] = chance.pick([
        ...([
          "../../etc/passwd",
          "..",
          "....//",
          "%2e%2e/%2e%2e",
          "..%5c..%5c",
          "/",
          "//",
        ] as const),
        ...(["\0/../x", "~root", "C:\\", "file:/etc/passwd"] as const),
      ]);
  },
  "huge header": (draft, chance) => {
    const name = chance.pick(["x-long", "accept-language", "if-none-match", "user-agent"]);
    draft.headers[name] = "a,".repeat(2000 + chance.int(20_000));
  },
  "broken cookie": (draft, chance) => {
    draft.headers["cookie"] = chance.pick([
      ...(["onegrid_session=%E0%A4%A", "onegrid_session", "=; ;=x;;", "__proto__=1"] as const),
      ...(["onegrid_session=a; onegrid_session=b", `onegrid_session=${"x".repeat(9000)}`] as const),
      'onegrid_session="\\"',
    ]);
  },
  "broken key": (draft, chance) => {
    draft.headers["authorization"] = chance.pick([
      ...(["Bearer", "Bearer og_", "Bearer og_x_y", `Bearer og_${"a".repeat(60)}`] as const),
      ...(["Basic YTpi", "bearer \t", `Bearer ${"x".repeat(9000)}`, "Bearer og_\xff"] as const),
    ]);
  },
  "wrong length": (draft, chance) => {
    draft.raw = json(draft);
    draft.headers["content-length"] = chance.pick([
      "1",
      "99999",
      "-1",
      "x",
      "99999999999999999999",
    ]);
  },
  "wrong coding": (draft, chance) => {
    draft.headers["content-encoding"] = chance.pick(["gzip", "br", "deflate", "compress", "x"]);
    draft.headers["accept-encoding"] = chance.pick(["*;q=0", "identity;q=0", "br;q=x", ",,,"]);
    if (draft.body !== undefined) draft.raw = GARBAGE;
  },
  "odd method": (draft, chance) => {
    draft.method = chance.pick(["PUT", "PATCH", "DELETE", "OPTIONS", "POST", "GET"]);
  },
  "odd headers": (draft, chance) => {
    Object.assign(draft.headers, {
      "x-forwarded-for": chance.pick(["127.0.0.1", "x, y", "::1", "1".repeat(500)]),
      "x-forwarded-proto": "javascript",
      host: chance.pick(["", "a b", "evil.example", "[::1", "x".repeat(900)]),
      "accept-language": chance.pick(["en", ";;;", "zh-CN;q=9", "*"]),
      "if-none-match": chance.pick(["*", '"', 'W/"x"']),
      range: chance.pick(["bytes=0-0", "bytes=-1", "x"]),
      "last-event-id": chance.pick(["0:0", "x:99999999999999999999", "-1", "a:b:c"]),
      origin: "https://evil.example",
    });
  },
};
const [first = "", ...others] = Object.keys(BENDS);
const BEND_NAMES = [first, ...others] as const;

/** Also what has no place in UTF-8, such as half a surrogate pair, gets onto the line. */
const encoded = (text: string): string =>
  encodeURIComponent(Buffer.from(text).toString()).replaceAll("%EF%BF%BD", "%ED%A0%80");

/** What is percent-encoded already goes as it is: decoding it is the server's affair. */
const part = (text: string): string =>
  /%[0-9a-z]/i.test(text) ? text.replaceAll(" ", "+") : encoded(text);

function addressOf({ path }: Target, { params, query }: Draft): string {
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => part(params[name] ?? ""));
  const asked = query.map(([name, value]) => `${encoded(name)}=${part(value)}`).join("&");
  return asked === "" ? place : `${place}?${asked}`;
}
