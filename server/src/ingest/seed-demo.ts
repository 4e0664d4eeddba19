import { demoBatches, demoStaff, type DemoSize } from "@onegrid/core/demo";
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
  await importRecords(db, demoParts(demo), {
    fileName: `demo-${size}-${seed}`,
    accountId: null,
    now,
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
  await seedDemoAccounts(db, areas);
  await seedStaff(db, areas, demoStaff(demo));
  return true;
}

const dayBefore = (now: Date, days: number): string =>
  localDay(new Date(now.getTime() - days * 86_400_000));

function* demoParts(demo: Parameters<typeof demoBatches>[0]): Generator<ImportPart> {
  for (const records of demoBatches(demo)) yield { records, rejects: [] };
}
