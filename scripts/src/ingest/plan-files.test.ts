import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderUsage } from "citty";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { ingestCommand } from "../ingest.ts";
import { planFiles } from "./plan-files.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "onegrid-plan-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function questionsOn(table: string): Promise<readonly ProblemText[]> {
  const path = join(folder, "table.csv");
  await writeFile(path, table);
  const error: unknown = await planFiles([path], {}).catch((problem: unknown) => problem);
  return error instanceof CommandProblem ? error.problems : [];
}

it("asks for the system with the flag and the systems that fit", async () => {
  const [question] = await questionsOn("编号,名称,经度,纬度\na,一号楼,114.1,30.5\n");
  expect(question).toMatchObject({
    code: "ingest.crs-unsure",
    advice: [
      "请加上其中之一：--crs EPSG:4326|EPSG:4490|GCJ-02|BD-09。",
      "Add one of these: --crs EPSG:4326|EPSG:4490|GCJ-02|BD-09",
    ],
  });
});

it("shows the first of many zones, and an example where nothing fits", async () => {
  const [zones] = await questionsOn("id,x,y\na,512000,3380000\n");
  expect(zones?.advice[1]).toMatch(/^Add one of these: --crs (EPSG:\d{4}\|){6}…$/);
  const [nothing] = await questionsOn("id,x,y\na,99512000,99380000\n");
  expect(nothing?.advice[1]).toBe("Say which with --crs, as in --crs EPSG:4547.");
});

it("names the files in its usage", async () => {
  expect(await renderUsage(ingestCommand)).toContain("[FILES...]");
});
