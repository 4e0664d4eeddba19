import type { FastifyInstance } from "fastify";

/** Fields of a report that are taken as they are. */
const TAKEN = [
  ...(["service_code", "lat", "long", "address_string", "description"] as const),
  ...(["api_key", "idempotency_key"] as const),
] as const;

/** Fields of the standard that are not kept: who reports, and what lies on another server. */
const LEFT_OUT = [
  ...(["email", "phone", "first_name", "last_name", "account_id", "device_id"] as const),
  ...(["address_id", "media_url"] as const),
] as const;

/**
 * Reads the one form a report may come in. What is not kept goes no further than here, but for its
 * name, so that the answer can say it.
 */
export function readForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, text, done) => done(null, formOf(text.toString())),
  );
}

function formOf(text: string): Record<string, unknown> {
  const fields = new URLSearchParams(text);
  const taken = TAKEN.flatMap((name) => {
    const value = fields.get(name) ?? "";
    return value === "" ? [] : [[name, value] as const];
  });
  const ignored: string[] = LEFT_OUT.filter((name) => (fields.get(name) ?? "") !== "");
  if ([...fields.keys()].some((name) => name.startsWith("attribute["))) ignored.push("attribute");
  return { ...Object.fromEntries(taken), ...(ignored.length > 0 && { ignored }) };
}
