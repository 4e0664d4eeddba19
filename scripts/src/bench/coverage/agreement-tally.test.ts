import { expect, it } from "vitest";
import { AgreementTally, type Pair } from "./agreement-tally.ts";
import { METRES_PER_SECOND, type TracedWalk, type ValhallaPeer, type Walked } from "./valhalla.ts";

const still = { crossings: 0, gates: 0, hiking: 0, flights: 0 };
const walked = (metres: number, waits = 0): Walked => ({
  metres,
  seconds: Math.round(metres / METRES_PER_SECOND) + waits,
});

interface Told {
  readonly theirs: Walked | null;
  readonly ours: number | null;
  readonly trace?: Partial<TracedWalk> & Walked;
  readonly cost?: number;
  readonly isOnSmallPiece?: boolean;
}

/** What the table says of one pair. */
async function tell({
  theirs,
  ours,
  trace,
  cost = ours ?? Infinity,
  isOnSmallPiece = false,
}: Told) {
  const peer: ValhallaPeer = {
    buildMilliseconds: 0,
    matrix: () => Promise.reject(new Error("not asked")),
    isochrone: () => Promise.reject(new Error("not asked")),
    trace: () => Promise.resolve(trace === undefined ? null : { ...still, ...trace }),
    close: () => undefined,
  };
  const tally = new AgreementTally(peer);
  const pair: Pair = {
    from: [0, 0],
    to: [0, 0],
    theirs,
    ours: { metres: ours, cost, isOnSmallPiece },
  };
  await tally.add(pair);
  const [lengths, , times] = tally.rows("place");
  return {
    lengths: lengths?.checked,
    times: times?.checked,
    isMet: [lengths?.isMet, times?.isMet],
  };
}

it("pairs that agree have no class", async () => {
  const told = await tell({ theirs: walked(500), ours: 502 });
  expect(told.lengths).toBe("the others: none");
  expect(told.times).toBe("reached by one alone: none");
});

it("a way that only one of the two finds is a difference without an excuse", async () => {
  for (const [theirs, ours] of [
    [walked(500), null],
    [null, 500],
  ] as const) {
    const told = await tell({ theirs, ours });
    expect(told.lengths).toBe("the others: 1 × unexplained");
    expect(told.isMet[0]).toBe(false);
  }
});

it("lengths that differ are told apart", async () => {
  const of = async (told: Told) => (await tell(told)).lengths;
  expect(await of({ theirs: walked(500), ours: 600, trace: walked(601) })).toContain(
    "its matrix differs from its own route",
  );
  expect(await of({ theirs: walked(500), ours: 600, isOnSmallPiece: true })).toContain(
    "fewer than 50",
  );
  expect(await of({ theirs: walked(100), ours: 104 })).toContain("ends within 5 m");
  const steps = { theirs: walked(1047), ours: 1164, trace: { ...walked(1047), flights: 5 } };
  expect(await of({ ...steps, cost: 1194 })).toContain("as dear within 1 %");
  expect(await of({ ...steps, cost: 1164 })).toContain("unexplained");
});

it("seconds on top of a length are told apart by what its trace lists", async () => {
  const of = async (waits: Partial<TracedWalk>, reported = 30) =>
    (
      await tell({
        theirs: walked(840, reported),
        ours: 840,
        trace: { ...walked(840, reported), ...waits },
      })
    ).times;
  expect(await of({ crossings: 30 })).toContain("seconds at crossings");
  expect(await of({ gates: 30 })).toContain("30 s at a gate");
  expect(await of({ hiking: 30 })).toContain("slower on hiking paths");
  expect(await of({ crossings: 10, gates: 10, hiking: 10 })).toContain("together");
  expect(await of({})).toContain("unexplained");
  expect(await of({ seconds: 590 })).toContain("other seconds than its own route");
});

it("on both sides of the limit within 1 % is no other way", async () => {
  expect((await tell({ theirs: walked(849), ours: 851 })).times).toContain(
    "both sides of the limit",
  );
  expect((await tell({ theirs: walked(851), ours: 849, trace: walked(851) })).times).toContain(
    "both sides of the limit",
  );
});
