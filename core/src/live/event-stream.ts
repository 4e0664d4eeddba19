/** One message of `GET /api/stream`. */
export interface LiveMessage {
  readonly type: string;
  /** `<epoch>.<viewer>:<position>`; empty for messages that are not in the event log. */
  readonly id: string;
  readonly data: unknown;
}

/** Splits the text of an event stream into messages; call with each piece as it comes. */
export function createStreamReader(emit: (message: LiveMessage) => void): (piece: string) => void {
  let rest = "";
  return (piece) => {
    // A piece may end between \r and \n: only whole blocks are looked at.
    const blocks = (rest + piece).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const message = parseBlock(block);
      if (message !== null) emit(message);
    }
  };
}

function parseBlock(block: string): LiveMessage | null {
  const fields = { event: "message", id: "", data: "" };
  for (const line of block.split("\n")) {
    const [, name, value = ""] = /^(event|id|data): ?(.*)$/.exec(line) ?? [];
    if (name === "data") fields.data += (fields.data === "" ? "" : "\n") + value;
    else if (name === "event" || name === "id") fields[name] = value;
  }
  if (fields.data === "") return null;
  try {
    return { type: fields.event, id: fields.id, data: JSON.parse(fields.data) };
  } catch {
    return { type: fields.event, id: fields.id, data: fields.data };
  }
}
