import { connect } from "node:net";
import type { Db } from "@onegrid/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApp, headersOf, type OpenedApp } from "../test/open-app.ts";
import { openSmallTown } from "../test/small-town.ts";

const now = (): Date => new Date("2026-11-20T10:00:00+08:00");
const limits = { headersMs: 300, bodyMs: 300, requestMs: 5_000, checkMs: 100 };
let db: Db;
let opened: OpenedApp;
let port: number;

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now, config: { limits } });
  await opened.app.listen({ host: "127.0.0.1", port: 0 });
  const [address] = opened.app.addresses();
  port = typeof address === "object" ? address.port : 0;
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

/** Writes pieces onto a fresh line, some time apart, and answers all that came until it was closed. */
function say(pieces: readonly string[], gapMs = 0): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(port, "127.0.0.1", () => {
      pieces.forEach((piece, at) => {
        const write = (): void => void (socket.writable && socket.write(piece, "latin1"));
        if (at === 0) write();
        else setTimeout(write, gapMs * at);
      });
    });
    // What the server leaves open is closed here, so that a wrong answer is an answer too.
    const patience = setTimeout(() => socket.end(), 3_000 + gapMs * pieces.length);
    socket.on("data", (data) => (heard += data.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(patience);
      resolve(heard);
    });
  });
}

const POST = "POST /api/access/sign-in HTTP/1.1\r\nHost: x\r\nx-onegrid: 1\r\n";
const GET = "GET /api/status HTTP/1.1\r\nHost: x\r\n";
const HIDDEN = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

/** Two servers that read the same bytes differently let the second request of one pass by the other. */
const SMUGGLED: Readonly<Record<string, string>> = {
  "length and chunks": `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
  "two lengths": `${POST}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}${HIDDEN}`,
  "a length that is none": `${POST}Content-Length: +2\r\n\r\n{}${HIDDEN}`,
  "a list of lengths": `${POST}Content-Length: 2, 2\r\n\r\n{}${HIDDEN}`,
  "two codings": `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n${HIDDEN}`,
  "a coding that nobody knows": `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
  "a space before the colon": `${POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
  "a folded header": `${POST}X-A: b\r\n\tc: d\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
  "a chunk that is no number": `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n${HIDDEN}`,
  "a chunk longer than it says": `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n${HIDDEN}`,
  "a bare line feed": `${POST}X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
  "a NUL in a header": `${GET}X-A: a\0b\r\n\r\n${HIDDEN}`,
  "no host": `GET /api/status HTTP/1.1\r\n\r\n${HIDDEN}`,
  "no HTTP at all": `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03`,
};

test("what could be read in two ways is refused, and nothing behind it is answered", async () => {
  for (const [name, bytes] of Object.entries(SMUGGLED)) {
    const heard = await say([bytes]);
    const statuses = [...heard.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => Number(match[1]));
    // A body that is wrong may be answered before what follows it is found to be wrong as well.
    expect([name, ...new Set(statuses)]).toEqual([name, 400]);
    expect(heard).not.toContain('{"ok":true}');
    expect(heard).not.toMatch(/HPE_|Parse Error|node:/);
  }
  console.info(`${Object.keys(SMUGGLED).length} shapes that could be read in two ways`);
});

test("headers and addresses beyond the limit are refused as problems", async () => {
  for (const bytes of [
    `${GET}X-Long: ${"a".repeat(17_000)}\r\n\r\n`,
    `GET /${"a".repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `${GET}${Array.from({ length: 3_000 }, (_, at) => `x-${at}: 1\r\n`).join("")}\r\n`,
  ]) {
    const heard = await say([bytes]);
    expect(heard).toMatch(/^HTTP\/1\.1 431 /);
    expect(heard).toContain("application/problem+json");
    expect(heard).toContain('"code":"request.header-too-large"');
  }
});

test("whoever sends headers or a body drop by drop is cut off, and the others are served", async () => {
  const headers = await headersOf(opened.app, "planner");
  const slow = [
    ...Array.from({ length: 40 }, () => say([GET, ..."X-A: bcdefghijkl".split("")], 100)),
    ...Array.from({ length: 40 }, () =>
      say(
        [
          `${POST}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n`,
          ...Array.from({ length: 10 }, () => "{"),
        ],
        100,
      ),
    ),
  ];
  const served = await opened.app.inject({ url: "/api/areas", headers });
  expect(served.statusCode).toBe(200);
  const heard = await Promise.all(slow);
  expect(heard.slice(0, 40).every((one) => one.startsWith("HTTP/1.1 408 "))).toBe(true);
  // Nothing is left to say to a body that does not come: the line is closed.
  expect(heard.slice(40).every((one) => !one.includes(" 200 "))).toBe(true);
  console.info(`${slow.length} slow lines were cut off`);
}, 20_000);

test("bytes that are no request leave the server as it was", async () => {
  let seed = 7;
  const byte = (): number => (seed = (seed * 48_271) % 2_147_483_647) % 256;
  const noise = Array.from({ length: 150 }, () =>
    String.fromCharCode(...Array.from({ length: 200 }, byte)),
  );
  const answers = await Promise.all(noise.map((bytes) => say([`${bytes}\r\n\r\n`])));
  expect(answers.filter((one) => one !== "" && !one.startsWith("HTTP/1.1 400 "))).toEqual([]);
  expect(await say([`${GET}Connection: close\r\n\r\n`])).toMatch(/^HTTP\/1\.1 200 /);
}, 20_000);
