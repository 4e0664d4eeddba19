import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimFolder, findOwner } from "./owner-file.ts";
import { startTime } from "./process-identity.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "owner-"));
});
afterEach(() => rm(folder, { recursive: true }));

const NOBODY = 2 ** 22 + 1; // above the largest process number of Linux
const present = {
  pid: process.pid,
  startedAt: startTime(process.pid),
  host: hostname(),
  database: null,
  databaseUrl: null,
  address: "http://localhost:3000",
};
const leave = (owner: object): Promise<void> =>
  writeFile(join(folder, "owner.json"), JSON.stringify(owner));

test("of many who claim a folder at once, one gets it", async () => {
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimFolder(folder)));
  expect(claims.filter((claim) => claim.ok)).toHaveLength(1);
});

test("of many who take over a dead owner's folder at once, one gets it", async () => {
  await leave({ ...present, pid: NOBODY });
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimFolder(folder)));
  expect(claims.filter((claim) => claim.ok)).toHaveLength(1);
});

test("who is refused learns where the owner is", async () => {
  await leave(present);
  const claim = await claimFolder(folder);
  expect(claim).toMatchObject({
    ok: false,
    error: { code: "db.folder-in-use", owner: { address: "http://localhost:3000" } },
  });
});

test("a process number that another process has by now is no owner", async () => {
  await leave({ ...present, startedAt: "another boot:17" });
  expect((await claimFolder(folder)).ok).toBe(process.platform === "linux");
});

test("a file that was never finished is taken over", async () => {
  await writeFile(join(folder, "owner.json"), "{");
  expect((await claimFolder(folder)).ok).toBe(true);
});

test("an owner on another machine counts while it touches its file", async () => {
  await leave({ ...present, host: "elsewhere", pid: NOBODY });
  expect((await claimFolder(folder)).ok).toBe(false);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(folder, "owner.json"), longAgo, longAgo);
  expect((await claimFolder(folder)).ok).toBe(true);
});

test("a released folder has no owner and no file", async () => {
  const claim = await claimFolder(folder);
  if (!claim.ok) throw new Error("refused");
  await claim.value.update({ databaseUrl: "postgresql://x" });
  expect(await findOwner(folder)).toMatchObject({ databaseUrl: "postgresql://x" });
  await claim.value.release();
  expect(await findOwner(folder)).toBeUndefined();
  await expect(readFile(join(folder, "owner.json"))).rejects.toThrow("ENOENT");
});
