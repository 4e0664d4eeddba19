/** Takes an interface key out of a form (`api_key`), so that it goes no further. */
export function takeFormKey(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("api_key" in body)) return undefined;
  const { api_key: key } = body;
  Reflect.deleteProperty(body, "api_key");
  return typeof key === "string" ? key.trim() : undefined;
}
