import type { GridsOnReply, PlanReply } from "@onegrid/core/division/contract";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { exportedFile, finishedExport } from "../../test/exported-file.ts";
import { readPdf } from "../../test/read-pdf.ts";

// A typesetter starts for each of them.
vi.setConfig({ testTimeout: 30_000 });

let town: DemoTown;
let planner: Asker;
let communities: { id: string; name: string; kind: string }[];
const first = () => communities[0]?.id ?? "";

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  const { body } = await planner.get<{ areas: typeof communities }>("/api/areas");
  communities = body.areas.filter(({ kind }) => kind === "community");
}, 120_000);
afterAll(() => town.close());

const gridsOf = async (communityId: string): Promise<GridsOnReply["grids"]> =>
  (await planner.get<GridsOnReply>(`/api/communities/${communityId}/grids`)).body.grids;

test("a board for each grid of a community, drawn in lines, with its letters inside", async () => {
  const grids = await gridsOf(first());
  const { bytes, disposition } = await exportedFile(planner, {
    format: "boards",
    areaIds: [first()],
  });
  const pdf = readPdf(bytes);
  expect(pdf.pages).toBe(grids.length);
  expect(pdf.paper.toSorted((a, b) => a - b)).toEqual([210, 297]);
  expect([...pdf.fonts].toSorted()).toEqual(["NotoSansSC-Bold", "NotoSansSC-Regular"]);
  expect(pdf.embeddedFonts).toBe(2);
  expect(pdf.pictures).toBe(0);
  expect(decodeURIComponent(disposition)).toContain(`${communities[0]?.name}-网格公示牌`);
  expect(bytes.length / grids.length).toBeLessThan(120_000);
});

test("one grid alone, on A3 and without names", async () => {
  const [grid] = await gridsOf(first());
  const { bytes } = await exportedFile(planner, {
    format: "boards",
    areaIds: [first()],
    gridIds: [grid?.id ?? ""],
    paper: "a3",
    hasNames: false,
  });
  const pdf = readPdf(bytes);
  expect(pdf.pages).toBe(1);
  expect(pdf.paper.toSorted((a, b) => a - b)).toEqual([297, 420]);
});

test("a map of every community, in either language and of a draft", async () => {
  const all = readPdf((await exportedFile(planner, { format: "sheets" })).bytes);
  expect(all.pages).toBe(communities.length);
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "草案 *#[x]*",
    communityIds: [first()],
    fromPresent: true,
  });
  const draft = await exportedFile(planner, {
    format: "sheets",
    planId: made.body.id,
    paper: "a4",
    language: "en",
  });
  expect(readPdf(draft.bytes)).toMatchObject({ pages: 1 });
});

test("grids that are not there are refused in words, and nothing is left behind", async () => {
  const job = await finishedExport(planner, {
    format: "boards",
    areaIds: [first()],
    gridIds: ["nothing"],
  });
  expect(job).toMatchObject({
    state: "failed",
    refusal: { code: "division.nothing-to-export" },
    fileName: null,
  });
});
