import { randomUUID } from "node:crypto";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Asker, DemoTown } from "./demo-town.ts";

export type Place = readonly [number, number];

/** A report of litter at a place, with what a test wants otherwise. */
export const newReport = (position: Place, changes: object = {}): object => ({
  idempotencyKey: randomUUID(),
  position,
  categoryId: "event.01-02",
  description: "垃圾桶外溢，地面有散落垃圾",
  channel: "desk",
  ...changes,
});

export const commandFor = (card: CaseCard, verb: string, more: object = {}): object => ({
  verb,
  expectedVersion: card.version,
  idempotencyKey: randomUUID(),
  fields: {},
  ...more,
});

/** The smallest picture that is one: start, a segment of EXIF, a scan, end. */
export const PICTURE = Uint8Array.from([
  ...[0xff, 0xd8],
  ...[0xff, 0xe1, 0x00, 0x08, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00],
  ...[0xff, 0xdb, 0x00, 0x03, 0x01],
  ...[0xff, 0xda, 0x00, 0x03, 0x01, 0x22, 0x33],
  ...[0xff, 0xd9],
]);

/** The middle of the first community that somebody sees: a grid worker's own. */
export async function homeOf(asker: Asker): Promise<Place> {
  const { body } = await asker.get<{ areas: { kind: string; center: Place }[] }>("/api/areas");
  const community = body.areas.find(({ kind }) => kind === "community");
  if (!community) throw new Error("the demo has no community");
  return community.center;
}

/** Takes a picture in as somebody, and answers its name. */
export async function somePhoto({ app }: DemoTown, login: string): Promise<string> {
  const headers = { "x-onegrid": "1" };
  const signedIn = await app.inject({
    method: "POST",
    url: "/api/access/sign-in",
    headers,
    payload: { login, password: "onegrid-demo" },
  });
  const [cookie] = signedIn.cookies;
  const reply = await app.inject({
    method: "POST",
    url: "/api/photos",
    headers: {
      ...headers,
      cookie: `${cookie?.name}=${cookie?.value}`,
      "content-type": "image/jpeg",
    },
    payload: Buffer.from(PICTURE),
  });
  return reply.json<{ hash: string }>().hash;
}
