import { demoBatches, demoStaff, type DemoSize } from "@onegrid/core/demo";
import type { LayerRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { seedDemoAccounts, seedStaff } from "../access/demo-accounts.ts";
import { localDay } from "../access/sessions.ts";
import { seedPresentGrids } from "../division/seed-present-grids.ts";
import { importRecords, type ImportPart } from "./import-records.ts";

export interface SeedOptions {
  readonly size: DemoSize;
  readonly seed?: number;
  readonly now: () => Date;
  readonly onStep?: (zh: string, en: string) => void;
}

/**
 * Fills an empty store with a made-up district, through the same door as any file. A store that has
 * areas is left alone.
 */
export async function seedDemo(db: Db, options: SeedOptions): Promise<boolean> {
  const { now, onStep, size, seed = 1 } = options;
  if ((await listRootAreas(db)).length > 0) return false;
  onStep?.(`正在生成演示城区（${size}）…`, `Making a demo district (${size})…`);
  const demo = { seed, size, until: now().toISOString() };
  let reported = 0;
  const incidents: LayerRecord[] = [];
  const source = { fileName: `demo-${size}-${seed}`, accountId: null, now };
  await importRecords(db, placeParts(demo, incidents), {
    ...source,
    onProgress: ({ accepted }) => {
      if (accepted - reported < 10_000) return;
      reported = accepted;
      onStep?.(`已载入 ${accepted} 个对象…`, `${accepted} objects loaded…`);
    },
  });
  const roots = await listRootAreas(db);
  const areas = await listAreas(
    db,
    roots.map((root) => root.id),
  );
  onStep?.("正在划分演示网格…", "Dividing the demo into grids…");
  await seedPresentGrids(db, {
    communityIds: areas.filter(({ kind }) => kind === "community").map(({ id }) => id),
    scope: roots.map((root) => root.id),
    name: "现行网格",
    day: dayBefore(now(), 400),
  });
  onStep?.(`正在载入 ${incidents.length} 件演示案件…`, `Loading ${incidents.length} demo cases…`);
  // After the grids: a case lies in the grid that was in force on its day.
  await importRecords(db, [{ records: incidents, rejects: [] }], source);
  await seedDemoAccounts(db, areas);
  await seedStaff(db, areas, demoStaff(demo));
  return true;
}

const dayBefore = (now: Date, days: number): string =>
  localDay(new Date(now.getTime() - days * 86_400_000));

/** Everything on the ground, at once; what has happened there is put aside for later. */
function* placeParts(
  demo: Parameters<typeof demoBatches>[0],
  incidents: LayerRecord[],
): Generator<ImportPart> {
  for (const batch of demoBatches(demo)) {
    incidents.push(...batch.filter(({ layer }) => layer === "incidents"));
    yield { records: batch.filter(({ layer }) => layer !== "incidents"), rejects: [] };
  }
}
