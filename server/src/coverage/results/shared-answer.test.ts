import { expect, test } from "vitest";
import { SharedAnswer, type Work } from "./shared-answer.ts";

const STOPPED = { problem: { code: "coverage.computing-stopped" } };

function begin() {
  let resolve: (value: string) => void = () => undefined;
  const promise = new Promise<string>((settle) => (resolve = settle));
  const works: Work<string>[] = [];
  const shared = new SharedAnswer<string>(async (work) => {
    works.push(work);
    const value = await promise;
    work.begin("last");
    return value;
  });
  return { shared, resolve, signal: works[0]?.signal };
}

test("all who wait get the one answer", async () => {
  const { shared, resolve } = begin();
  const asked = [shared.wait(), shared.wait(new AbortController().signal)];
  resolve("answer");
  expect(await Promise.all(asked)).toEqual(["answer", "answer"]);
  expect(shared.step).toBe("last");
});

test("one who leaves takes nothing from the others; when the last one leaves it is given up", async () => {
  const { shared, resolve, signal } = begin();
  const [one, other] = [new AbortController(), new AbortController()];
  const asked = [shared.wait(one.signal), shared.wait(other.signal)];
  one.abort();
  await expect(asked[0]).rejects.toMatchObject(STOPPED);
  expect([shared.isGivenUp, signal?.aborted]).toEqual([false, false]);
  other.abort();
  await expect(asked[1]).rejects.toMatchObject(STOPPED);
  expect([shared.isGivenUp, signal?.aborted]).toEqual([true, true]);
  resolve("too late");
  // No further step is begun for nobody.
  await expect(shared.whole).rejects.toMatchObject(STOPPED);
  expect(shared.step).toBeUndefined();
});

test("what somebody waits for without a way to leave is never given up", async () => {
  const { shared, resolve } = begin();
  const kept = shared.wait();
  const gone = new AbortController();
  const asked = shared.wait(gone.signal);
  gone.abort();
  await expect(asked).rejects.toMatchObject(STOPPED);
  expect(shared.isGivenUp).toBe(false);
  resolve("answer");
  expect(await kept).toBe("answer");
});
