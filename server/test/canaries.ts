/** A string that occurs nowhere else, planted through a door, and the places where it may come out. */
export interface Canary {
  readonly name: string;
  readonly text: string;
  /** Places by pattern, each with the reason why it may stand there. */
  readonly allowed: readonly { readonly place: RegExp; readonly why: string }[];
}

/** Bytes that came out of the product, or lie in its store. */
export interface Output {
  readonly place: string;
  readonly bytes: Buffer;
}

export interface Leak {
  readonly canary: string;
  readonly place: string;
}

/** Every place that holds a canary which may not be there. */
export function findLeaks(outputs: readonly Output[], canaries: readonly Canary[]): Leak[] {
  const wanted = canaries.map((canary) => ({ canary, forms: formsOf(canary.text) }));
  return outputs.flatMap(({ place, bytes }) =>
    wanted
      .filter(({ canary }) => !canary.allowed.some((allowed) => allowed.place.test(place)))
      .filter(({ forms }) => forms.some((form) => bytes.includes(form)))
      .map(({ canary }) => ({ canary: canary.name, place })),
  );
}

/** As it is, escaped as in JSON and addresses, as hexadecimal, and as base64 at each of its three offsets. */
function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const digits = text.replaceAll(/[ -]/g, "");
  const escaped = JSON.stringify(text).slice(1, -1);
  const unicode = text.replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const inBase64 = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // The first and the last characters hang on the neighbours.
    return padded.slice(offset === 0 ? 0 : 4, Math.floor((offset + bytes.length) / 3) * 4);
  });
  const forms = [text, digits, escaped, unicode, encodeURIComponent(text), bytes.toString("hex")];
  return [...new Set([...forms, ...inBase64])].map((form) => Buffer.from(form));
}
