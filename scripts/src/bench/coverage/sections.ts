import { agreementRows } from "./agreement-rows.ts";
import type { BenchRun } from "./bench-run.ts";
import { dragRow } from "./drag-row.ts";
import { hasChromium } from "../product-in-browser.ts";
import { frameRow } from "./frame-row.ts";
import { nearestRows } from "./nearest-rows.ts";
import { pbfRows } from "./pbf-rows.ts";
import { demoPlace, extractPlace, madePlace, walkablePlaces } from "./places.ts";
import { polygonRow, valhallaPolygon } from "./polygon-rows.ts";
import { sitingRows } from "./siting-rows.ts";
import { sweepRow } from "./sweep-rows.ts";
import type { Row } from "./table.ts";

interface Section {
  /** For `--only`. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly rowsOf: (run: BenchRun, extracts: readonly string[]) => Promise<Row[]>;
}

/** The table, part by part. */
export const sections: readonly Section[] = [
  { name: "polygons", zh: "等时圈与楼栋", en: "Polygons and buildings", rowsOf: polygons },
  {
    name: "agreement",
    zh: "与 Valhalla 比较距离",
    en: "Distances beside Valhalla's",
    rowsOf: agreement,
  },
  {
    name: "sweeps",
    zh: "十分钟圈",
    en: "Sweeps of ten minutes",
    rowsOf: async (run) => {
      const valhalla = run.valhalla(run.cityFile().path);
      return [
        await sweepRow(run.city(), { ...(await run.cityPeers()), valhalla }, run.size.sweeps),
      ];
    },
  },
  {
    name: "nearest",
    zh: "最近站点",
    en: "Nearest stations",
    rowsOf: async (run) => nearestRows(run.city(), await run.cityPeers()),
  },
  { name: "drag", zh: "拖动", en: "Dragging", rowsOf: async (run) => [dragRow(run.city())] },
  { name: "frame", zh: "浏览器里的一帧", en: "Frames in a browser", rowsOf: frames },
  {
    name: "pbf",
    zh: "读取路网",
    en: "Networks from files",
    rowsOf: (run) => pbfRows(run.cityFile(), run.valhalla(run.cityFile().path)),
  },
  {
    name: "siting",
    zh: "选址",
    en: "Siting",
    rowsOf: (run) => sitingRows(run.size.siting, run.hasCbc),
  },
];

export const sectionNames: readonly string[] = sections.map(({ name }) => name);

async function polygons(run: BenchRun, extracts: readonly string[]): Promise<Row[]> {
  const rows = [
    polygonRow(madePlace(run.size.polygonSide), ""),
    polygonRow(await demoPlace(run.size.demo), ""),
  ];
  for (const extract of extracts) {
    const pbf = run.asPbf(extract);
    const valhalla = pbf === null ? null : run.valhalla(pbf);
    const says =
      valhalla === null ? "" : await valhallaPolygon(valhalla, await walkablePlaces(extract));
    rows.push(polygonRow(await extractPlace(extract), says));
  }
  return rows;
}

async function agreement(run: BenchRun, extracts: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  if (extracts.length === 0)
    run.missing.set(
      "an extract",
      "name .osm.pbf or .osm.gz files after the command: agreement with Valhalla is measured on real places",
    );
  for (const extract of extracts) {
    const pbf = run.asPbf(extract);
    const valhalla = pbf === null ? null : run.valhalla(pbf);
    if (pbf !== null && valhalla !== null) rows.push(...(await agreementRows(valhalla, pbf)));
  }
  return rows;
}

/** Takes minutes: the product is built, filled and opened. */
async function frames(run: BenchRun): Promise<Row[]> {
  if (!run.withFrame)
    run.missing.set(
      "whole frames in a browser",
      "add --frame: it builds the product, fills it with the demo district and drags a station in Chromium",
    );
  else if (!hasChromium())
    run.missing.set("Chromium", "Debian: apt install chromium, or name one in CHROMIUM");
  else return [await frameRow()];
  return [];
}
