import { expect, test } from "vitest";
import { inLanes, type Job } from "./in-lanes.ts";

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function seen(jobs: readonly (Job & { ms: number })[], lanes: number) {
  const told: string[] = [];
  let most = 0;
  let running = 0;
  await inLanes(jobs, lanes, async ({ name, ms }) => {
    told.push(`+${name}`);
    running += 1;
    most = Math.max(most, running);
    await wait(ms);
    running -= 1;
    told.push(`-${name}`);
  });
  return { told, most };
}

test("a lane that is free takes the next job, and no more run than there are lanes", async () => {
  const jobs = [
    { name: "long", ms: 90 },
    { name: "a", ms: 15 },
    { name: "b", ms: 15 },
    { name: "c", ms: 15 },
  ];
  const { told, most } = await seen(jobs, 2);
  expect(told).toEqual(["+long", "+a", "-a", "+b", "-b", "+c", "-c", "-long"]);
  expect(most).toBe(2);
});

test("a job waits for the one that it builds on, and others overtake it", async () => {
  const jobs = [
    { name: "build", ms: 30 },
    { name: "drive", ms: 1, after: "build" },
    { name: "other", ms: 1 },
  ];
  const { told } = await seen(jobs, 2);
  expect(told).toEqual(["+build", "+other", "-other", "-build", "+drive", "-drive"]);
});

test("what can never begin is an error, and not an end", async () => {
  await expect(seen([{ name: "x", ms: 1, after: "y" }], 2)).rejects.toThrow(
    "nothing ends before x",
  );
});
