import { demoBatches, demoStaff, type DemoSize } from "@onegrid/core/demo";
import type { IncidentRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { wasImported } from "@onegrid/db/ingest";
import { isEmpty, listAreas, listRootAreas } from "@onegrid/db/organisation";
import { seedDemoAccounts, seedStaff } from "../access/demo-accounts.ts";
import { seedDepartments } from "../access/demo-departments.ts";
import { localDay } from "../access/sessions.ts";
import { seedDemoWork } from "../dispatch/cases/seed-demo-work.ts";
import { seedDemoDuties } from "../dispatch/duty-list/seed-demo-duties.ts";
import { seedPresentGrids } from "../division/seed-present-grids.ts";
import { importRecords, type ImportPart } from "./import-records.ts";

export interface SeedOptions {
  readonly size: DemoSize;
  readonly seed?: number;
  readonly now: () => Date;
  readonly onStep?: (zh: string, en: string) => void;
}

/**
 * Fills an empty store with a made-up district, through the same doors as any file and any plan. Each
 * step is all or nothing and is skipped when it is done: a start that was cut off goes on at the next.
 * A store that holds anything else is left alone.
 */
export async function seedDemo(db: Db, options: SeedOptions): Promise<boolean> {
  const { now, onStep, size, seed = 1 } = options;
  const fileName = `demo-${size}-${seed}`;
  const demo = { seed, size, until: now().toISOString() };
  const source = { fileName, accountId: null, now };
  if (await isEmpty(db, "area")) {
    onStep?.(`正在生成演示城区（${size}）…`, `Making a demo district (${size})…`);
    const onProgress = progressTeller(onStep);
    await importRecords(db, placeParts(demo), { ...source, onProgress });
  } else if (!(await wasImported(db, fileName))) return false;

  const roots = (await listRootAreas(db)).map((root) => root.id);
  const areas = await listAreas(db, roots);
  if (await isEmpty(db, "grid_version")) {
    onStep?.("正在划分演示网格…", "Dividing the demo into grids…");
    await seedPresentGrids(db, {
      communityIds: areas.filter(({ kind }) => kind === "community").map(({ id }) => id),
      scope: roots,
      name: "现行网格",
      day: dayBefore(now(), 400),
    });
  }
  if (await isEmpty(db, "account")) {
    await seedDemoAccounts(db, areas);
    await seedStaff(db, areas, demoStaff(demo));
  }
  if (await isEmpty(db, "department")) await seedDepartments(db, areas);
  if (await isEmpty(db, "duty_entry")) {
    const duties = { demo, areas, validFrom: dayBefore(now(), 400), now: now() };
    await seedDemoDuties(db, duties);
  }
  if (await isEmpty(db, "dispatch_case")) {
    // After the grids: a case lies in the grid that was in force on its day.
    const incidents = incidentsOf(demo, now());
    onStep?.(`正在载入 ${incidents.length} 件演示案件…`, `Loading ${incidents.length} demo cases…`);
    await importRecords(db, [{ records: incidents, rejects: [] }], source);
    await seedDemoWork(db, "dispatcher", now());
  }
  return true;
}

function progressTeller(onStep: SeedOptions["onStep"]) {
  let told = 0;
  return ({ accepted }: { accepted: number }): void => {
    if (accepted - told < 10_000) return;
    told = accepted;
    onStep?.(`已载入 ${accepted} 个对象…`, `${accepted} objects loaded…`);
  };
}

const dayBefore = (now: Date, days: number): string =>
  localDay(new Date(now.getTime() - days * 86_400_000));

/** Everything on the ground; what happened there comes after the grids. */
function* placeParts(demo: Parameters<typeof demoBatches>[0]): Generator<ImportPart> {
  for (const batch of demoBatches(demo)) {
    yield { records: batch.filter(({ layer }) => layer !== "incidents"), rejects: [] };
  }
}

/** Hours after which a reported incident of the demo is settled: a desk that keeps up. */
const SETTLED_HOURS = 14;
const HOUR_MS = 3_600_000;

/** The year of incidents. What the generator left open for days is closed: the desk begins in order. */
function incidentsOf(demo: Parameters<typeof demoBatches>[0], now: Date): IncidentRecord[] {
  const settledBefore = now.getTime() - SETTLED_HOURS * HOUR_MS;
  return [...demoBatches(demo)].flatMap((batch) =>
    batch
      .filter((record) => record.layer === "incidents")
      .map((record) => {
        const reported = Date.parse(record.reportedAt);
        if (record.closedAt !== null || reported > settledBefore) return record;
        const closedAt = new Date(reported + (SETTLED_HOURS / 2) * HOUR_MS).toISOString();
        return { ...record, closedAt };
      }),
  );
}
