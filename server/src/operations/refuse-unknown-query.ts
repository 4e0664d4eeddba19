import type { FastifyInstance } from "fastify";
import { Problem } from "../problem.ts";

/**
 * Refuses what an address asks for and its route does not know: whoever mistypes a filter must not take
 * the whole list for the answer. The validator would let it go by, or drop it without a word.
 */
export function refuseUnknownQuery(app: FastifyInstance): void {
  app.addHook("preValidation", async ({ query, routeOptions }) => {
    const known = keysOf(routeOptions.schema?.querystring);
    const unknown = Object.keys(Object(query)).find((key) => !known.includes(key));
    if (unknown === undefined) return;
    throw new Problem({
      code: "request.invalid",
      place: `querystring/${unknown.slice(0, MOST_TOLD)}`,
      reason: known.length === 0 ? "nothing is asked here" : `known are ${known.join(", ")}`,
    });
  });
}

const MOST_TOLD = 80;

const keysOf = (schema: unknown): string[] =>
  typeof schema === "object" && schema !== null && "properties" in schema
    ? Object.keys(Object(schema.properties))
    : [];
