import { setImmediate } from "node:timers/promises";

const ITEMS_AT_A_TIME = 5000;

/** An object as JSON in pieces, its long lists cut: written at once, a city holds up the server. */
export async function* jsonPieces(
  value: Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  let began = "{";
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined) continue;
    yield `${began}${JSON.stringify(key)}:`;
    began = ",";
    if (Array.isArray(each)) yield* listPieces(each);
    else if (typeof each === "object" && each !== null) yield* jsonPieces({ ...each });
    else yield JSON.stringify(each);
  }
  yield began === "{" ? "{}" : "}";
}

async function* listPieces(list: readonly unknown[]): AsyncGenerator<string> {
  for (let at = 0; at < list.length; at += ITEMS_AT_A_TIME) {
    const piece = JSON.stringify(list.slice(at, at + ITEMS_AT_A_TIME)).slice(1, -1);
    yield `${at === 0 ? "[" : ","}${piece}`;
    await setImmediate();
  }
  yield list.length === 0 ? "[]" : "]";
}
