import type { FastifyInstance } from "fastify";
import { Problem } from "../problem.ts";

/**
 * Refuses two things that every schema lets through and no column takes. The validator turns the text
 * `Infinity` or `1e309` into a number and then checks neither its type nor its bounds, since those
 * keywords look at finite numbers only. And JSON may carry half a surrogate pair, which is no text.
 */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook("preHandler", async (request) => {
    for (const part of ["params", "query", "body"] as const) {
      const found = findUnstorable(request[part], part);
      if (found !== undefined) throw new Problem({ code: "request.invalid", ...found });
    }
  });
}

const HALF_A_PAIR = /\p{Surrogate}/u;

function faultOf(value: unknown): string | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return "must be a finite number";
  if (typeof value === "string" && HALF_A_PAIR.test(value)) return "must be whole characters";
  return undefined;
}

/** Where it lies, and what it is; without calling itself, so that depth costs no stack. */
function findUnstorable(
  value: unknown,
  name: string,
): { place: string; reason: string } | undefined {
  const open: [value: unknown, place: string][] = [[value, name]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [inner, place] = next;
    const reason = faultOf(inner);
    if (reason !== undefined) return { place, reason };
    if (typeof inner !== "object" || inner === null || ArrayBuffer.isView(inner)) continue;
    for (const [key, deeper] of Object.entries(inner)) open.push([deeper, `${place}/${key}`]);
  }
  return undefined;
}
