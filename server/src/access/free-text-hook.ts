import { FREE_TEXT, type FreeTextKind } from "@onegrid/core/free-text";
import type { FastifyInstance } from "fastify";
import { refusePersonalText } from "./personal-text.ts";

/** What a route takes in, for whoever checks them all. */
interface TakenIn {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

declare module "fastify" {
  interface FastifyInstance {
    takenIn: TakenIn[];
  }
}

/**
 * Looks for personal numbers in every marked text of every body and query, after its schema has passed
 * and before any route sees it: a door cannot forget to.
 */
export function scanFreeText(app: FastifyInstance): void {
  app.decorate("takenIn", []);
  app.addHook("onRoute", ({ method, url, schema }) => {
    for (const each of [method].flat()) app.takenIn.push({ method: each, url, body: schema?.body });
  });
  app.addHook("preHandler", (request, _reply, done) => {
    const schema = request.routeOptions.schema;
    const texts = [
      ...writtenTexts(schema?.body, request.body),
      ...writtenTexts(schema?.querystring, request.query),
    ];
    for (const { place, kind, text } of texts) refusePersonalText(place, kind, text);
    done();
  });
}

/** A text of a request that people write, with the place where it stands: `fields/form/outcome`. */
export interface WrittenText {
  readonly place: string;
  readonly kind: FreeTextKind;
  readonly text: string;
}

type Schema = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const ALTERNATIVES = ["anyOf", "oneOf", "allOf"] as const;

/** Every text in a value that its schema marks as written by people. */
export function writtenTexts(schema: unknown, value: unknown, place = ""): WrittenText[] {
  if (!isRecord(schema)) return [];
  const ways = ALTERNATIVES.flatMap((word) => listOf(schema[word]));
  const found = ways
    .filter((way) => !contradicts(way, value))
    .flatMap((way) => writtenTexts(way, value, place));
  const kind = kindOf(schema);
  if (kind !== null && typeof value === "string") found.push({ place, kind, text: value });
  if (Array.isArray(value)) found.push(...textsOfItems(schema, value, place));
  if (isRecord(value)) found.push(...textsOfProperties(schema, value, place));
  return found;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const kindOf = (schema: Schema): FreeTextKind | null => {
  const kind = schema[FREE_TEXT];
  return kind === "words" || kind === "code" ? kind : null;
};

/** A member of a union that is for another `verb`: its marks say nothing about this value. */
function contradicts(schema: unknown, value: unknown): boolean {
  if (!isRecord(schema) || !isRecord(value) || !isRecord(schema["properties"])) return false;
  return Object.entries(schema["properties"]).some(
    ([name, part]) => isRecord(part) && "const" in part && part["const"] !== value[name],
  );
}

const within = (place: string, name: string | number): string =>
  place === "" ? `${name}` : `${place}/${name}`;

function textsOfItems(schema: Schema, values: readonly unknown[], place: string): WrittenText[] {
  const { items } = schema;
  return values.flatMap((value, at) =>
    writtenTexts(Array.isArray(items) ? items[at] : items, value, within(place, at)),
  );
}

function textsOfProperties(schema: Schema, value: Schema, place: string): WrittenText[] {
  const { properties } = schema;
  return Object.entries(value).flatMap(([name, part]) => {
    const known = isRecord(properties) ? properties[name] : undefined;
    if (known !== undefined) return writtenTexts(known, part, within(place, name));
    const texts = openSchemas(schema, name).flatMap((each) =>
      writtenTexts(each, part, within(place, name)),
    );
    // The sender chose the name as well: it is kept like the text under it.
    return texts.length === 0 ? [] : [{ place, kind: "words" as const, text: name }, ...texts];
  });
}

/** What a property with a name of the sender's choice has to be. */
function openSchemas({ patternProperties, additionalProperties }: Schema, name: string): unknown[] {
  const patterns = isRecord(patternProperties) ? Object.entries(patternProperties) : [];
  const fitting = patterns.filter(([pattern]) => new RegExp(pattern, "u").test(name));
  return [...fitting.map(([, each]) => each), additionalProperties];
}
