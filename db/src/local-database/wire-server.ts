import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { Turns, Visitor } from "./turns.ts";
import { fatalMessage, readOpening, takeBatches } from "./wire-messages.ts";

export interface WireServer {
  readonly close: () => Promise<void>;
}

const NO_ENCRYPTION = Buffer.from("N");
const WAITED_TOO_LONG = "terminating connection due to idle-in-transaction timeout";

/** Listens on a unix socket and hands what clients say to the engine in whole batches. */
export async function serveWire(path: string, greeting: Buffer, turns: Turns): Promise<WireServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    welcome(socket, greeting, turns);
  });
  server.listen(path);
  await once(server, "listening");
  return {
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function welcome(socket: Socket, greeting: Buffer, turns: Turns): void {
  const visitor: Visitor = {
    answer: (bytes) => void (socket.writable && socket.write(bytes)),
    expel: () => {
      socket.end(fatalMessage("25P03", WAITED_TOO_LONG));
      turns.leave(visitor);
    },
  };
  const arrived = gather();
  let isOpen = false;

  const open = (): void => {
    for (;;) {
      const { opening, rest } = readOpening(arrived.all());
      if (opening === "incomplete") return;
      arrived.keep(rest, 0);
      if (opening === "refuse-encryption") socket.write(NO_ENCRYPTION);
      else if (opening === "startup") return void (isOpen = socket.write(greeting) || true);
      else return void socket.destroy();
    }
  };
  socket.on("data", (data: Buffer) => {
    arrived.add(data);
    if (!isOpen) open();
    if (!isOpen || !arrived.isEnough()) return;
    const { batches, rest, needed } = takeBatches(arrived.all());
    arrived.keep(rest, needed);
    for (const batch of batches)
      if (batch.ending === "end") socket.end();
      else turns.ask(visitor, batch);
  });
  // A client that is gone tells by "close", which always follows.
  socket.on("error", () => undefined);
  socket.once("close", () => turns.leave(visitor));
}

/** Pieces of a large message are joined once, when all of it is there: joining at each would be quadratic. */
function gather() {
  let pieces: Buffer[] = [];
  let length = 0;
  let needed = 0;
  const keep = (rest: Buffer, neededBytes: number): void => {
    pieces = [rest];
    length = rest.length;
    needed = neededBytes;
  };
  return {
    keep,
    add: (piece: Buffer): void => {
      pieces.push(piece);
      length += piece.length;
    },
    isEnough: (): boolean => length >= needed,
    all: (): Buffer => {
      const joined = Buffer.concat(pieces);
      keep(joined, needed);
      return joined;
    },
  };
}
