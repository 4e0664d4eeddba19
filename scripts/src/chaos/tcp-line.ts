import { createServer, connect, type Server, type Socket } from "node:net";
import { once } from "node:events";

/** A line to a server that can be cut or go silent, for everybody who is on it. */
export interface TcpLine {
  readonly port: number;
  /** Breaks every connection; new ones are refused until the time is over. */
  readonly cut: (forMs: number) => void;
  /** Nothing comes through in either direction, and nobody is told; after the time it breaks. */
  readonly silence: (forMs: number) => void;
  readonly close: () => Promise<void>;
}

/** Opens a line on this computer to a port of it. */
export async function openTcpLine(toPort: number): Promise<TcpLine> {
  const sockets = new Set<Socket>();
  const waiting = new Set<NodeJS.Timeout>();
  let downUntil = 0;
  const server = createServer((near) => {
    if (Date.now() < downUntil) return void near.resetAndDestroy();
    join(near, connect(toPort, "127.0.0.1"), sockets);
    return undefined;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const breakAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const later = (work: () => void, afterMs: number): void => {
    const timer = setTimeout(() => (waiting.delete(timer), work()), afterMs);
    waiting.add(timer);
  };
  return {
    port: portOf(server),
    cut: (forMs) => {
      downUntil = Date.now() + forMs;
      breakAll();
    },
    silence: (forMs) => {
      for (const socket of sockets) socket.pause();
      later(breakAll, forMs);
    },
    close: async () => {
      waiting.forEach(clearTimeout);
      breakAll();
      server.close();
      await once(server, "close");
    },
  };
}

function join(near: Socket, far: Socket, sockets: Set<Socket>): void {
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    sockets.add(from);
    from.setNoDelay(true);
    // Not `pipe`: it would wake a line that was silenced.
    from.on("data", (bytes) => void to.write(bytes));
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  }
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
