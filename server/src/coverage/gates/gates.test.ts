import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageFigures } from "@onegrid/core/coverage/figures-contract";
import type { CompoundDoubt, GateCard, GatesReply } from "@onegrid/core/coverage/gate-contract";
import { raiseLayerRevisions } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

const QUESTION = "/api/coverage?basis=distance&metres=300";

let town: DemoTown;
let planner: Asker;
let leader: Asker;

beforeAll(async () => {
  town = await openDemoTown();
  [planner, leader] = [await town.as("planner"), await town.as("leader")];
  // Nobody has drawn a gate yet: all of them are supposed.
  await town.db.deleteFrom("gate").execute();
  await raiseLayerRevisions(town.db, ["gates"]);
}, 120_000);
afterAll(() => town.close());

async function present(): Promise<{ reply: CoverageReply; compounds: readonly CompoundDoubt[] }> {
  const { body: reply } = await leader.get<CoverageReply>(QUESTION);
  const { body } = await leader.get<GatesReply>(`/api/coverage/${reply.key}/gates`);
  return { reply, compounds: body.compounds };
}

const judge = (
  asker: Asker,
  { id, ...gate }: GateCard,
  verdict: string,
  hours: string | null = null,
) =>
  asker.post("/api/coverage/gates/verdicts", {
    gateId: id,
    compoundId: gate.compoundId,
    position: gate.position,
    verdict,
    access: "public",
    hours,
  });

const widthOf = ({ interval }: CoverageReply): number =>
  interval === null ? 0 : interval.optimistic - interval.pessimistic;

test("the most doubtful compound comes first, and its households are in the interval", async () => {
  const { reply, compounds } = await present();
  expect(widthOf(reply)).toBeGreaterThan(0);
  const doubts = compounds.map(({ households }) => households);
  expect(doubts).toEqual(doubts.toSorted((a, b) => b - a));
  expect(doubts[0]).toBeGreaterThan(0);
  expect(doubts.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(widthOf(reply));
  const inferred = compounds.reduce((sum, { inferredGates }) => sum + inferredGates, 0);
  expect(inferred).toBe(reply.inferredGates);
});

test("a look at one gate moves the interval and never widens it, and the others stay supposed", async () => {
  for (const verdict of ["confirmed", "refuted", "confirmed"] as const) {
    const before = await present();
    const [first] = before.compounds;
    const gate = first?.gates.find(({ evidence }) => evidence === "inferred");
    if (!first || !gate) return;
    expect((await judge(planner, gate, verdict)).status).toBe(204);
    const after = await present();
    expect(after.reply.key).not.toBe(before.reply.key);
    expect(widthOf(after.reply)).toBeLessThanOrEqual(widthOf(before.reply));
    const same = after.compounds.find(({ id }) => id === first.id);
    expect(same?.inferredGates).toBe(first.inferredGates - 1);
    const seen = same?.gates.find(
      ({ position }) => position[0] === gate.position[0] && position[1] === gate.position[1],
    );
    expect(seen).toMatchObject({ evidence: "surveyed", verdict, surveyedBy: "网格规划员" });
  }
});

test("a second look takes the place of the first", async () => {
  const { compounds } = await present();
  const gate = compounds.flatMap(({ gates }) => gates).find(({ verdict }) => verdict === "refuted");
  if (!gate) throw new Error("nothing was refuted");
  expect((await judge(planner, gate, "confirmed")).status).toBe(204);
  const after = (await present()).compounds.flatMap(({ gates }) => gates);
  const there = after.filter(({ position }) => position.join() === gate.position.join());
  expect(there.map(({ verdict }) => verdict)).toEqual(["confirmed"]);
});

test("a gate that was seen to close at night counts by day, and not at an hour it is shut", async () => {
  const coveredAt = async (at: string) => {
    const { body } = await leader.get<CoverageReply>(`${QUESTION}&at=${encodeURIComponent(at)}`);
    return body.total.households.covered;
  };
  const day = await coveredAt("Tue 10:00");
  const { compounds } = await present();
  for (const gate of compounds.flatMap(({ gates }) => gates)) {
    if (gate.verdict === "refuted") continue;
    expect((await judge(planner, gate, "confirmed", "Mo 00:00-00:30; Tu 10:00-11:00")).status).toBe(
      204,
    );
  }
  const seen = (await present()).compounds.flatMap(({ gates }) => gates);
  expect(seen.some(({ hours }) => hours === "Mo 00:00-00:30; Tu 10:00-11:00")).toBe(true);
  expect(await coveredAt("Tue 10:00")).toBe(day);
  const shut = await coveredAt("Tue 11:00");
  expect(shut).toBeLessThan(day);
  // The week of the overview shuts the same gates: Tuesday's half hours begin at 48.
  const { key } = (await present()).reply;
  const { body } = await leader.get<CoverageFigures>(`/api/coverage/${key}/figures`);
  expect([body.week.covered[48 + 20], body.week.covered[48 + 22]]).toEqual([day, shut]);
});

test("a drawn gate that was refuted and is seen after all is one gate again", async () => {
  const { compounds } = await present();
  const [first] = compounds.filter(({ gates }) => gates.length > 0);
  const [place] = first?.gates ?? [];
  if (!first || !place) throw new Error("no gate");
  const [lng, lat] = place.position;
  await town.db
    .insertInto("gate")
    .columns(["source_id", "id", "compound_id", "access", "evidence", "geom"])
    .expression((eb) => {
      const point = eb.fn("ST_MakePoint", [eb.val(lng), eb.val(lat)]);
      const geom = eb.fn("ST_SetSRID", [point, eb.cast<number>(eb.val(4326), "integer")]);
      return eb
        .selectFrom("compound")
        .where("id", "=", first.id)
        .select([
          "source_id",
          eb.val("drawn").as("gate"),
          "id",
          eb.val("public" as const).as("access"),
          eb.val("mapped" as const).as("evidence"),
          geom.as("geom"),
        ]);
    })
    .execute();
  await raiseLayerRevisions(town.db, ["gates"]);
  const drawn: GateCard = { ...place, id: "drawn" };
  for (const verdict of ["refuted", "confirmed"] as const) {
    expect((await judge(planner, drawn, verdict)).status).toBe(204);
    const after = (await present()).compounds.find(({ id }) => id === first.id);
    const there = after?.gates.filter(({ id }) => id === "drawn");
    expect(there).toMatchObject([{ verdict, evidence: "surveyed" }]);
  }
  const surveys = await town.db
    .selectFrom("gate_survey")
    .where("gate_id", "=", "drawn")
    .select(["verdict", "replaced_by"])
    .orderBy("verdict")
    .execute();
  expect(surveys).toEqual([
    { verdict: "confirmed", replaced_by: null },
    { verdict: "refuted", replaced_by: expect.any(String) },
  ]);
});

test("only who may change the ground says what stands there", async () => {
  const { compounds } = await present();
  const gate = compounds.flatMap(({ gates }) => gates)[0];
  if (!gate) throw new Error("no gate");
  expect((await judge(leader, gate, "refuted")).status).toBe(403);
  const elsewhere = { ...gate, id: "none", position: [0, 0] as [number, number] };
  expect((await judge(planner, elsewhere, "refuted")).body).toMatchObject({
    code: "coverage.scenario-unknown",
    thing: "gate",
  });
});
