import { expect, test } from "vitest";
import type { ExportLayer } from "./layer.ts";
import { writeShapefiles } from "./shapefile.ts";

const layerWith = (name: string): ExportLayer => ({
  id: "grids",
  title: { "zh-CN": "网格", en: "Grids" },
  columns: [
    { key: "name", dbf: "NAME", kind: "text", decimals: 0, title: { "zh-CN": "名称", en: "Name" } },
    { key: "n", dbf: "N", kind: "integer", decimals: 0, title: { "zh-CN": "数", en: "Number" } },
  ],
  rows: [
    {
      cells: [name, 300],
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    },
  ],
});

function written(name: string): ReadonlyMap<string, Buffer> {
  const files = writeShapefiles([layerWith(name)], {
    crs: { meridian: 102 },
    place: ([x, y]) => [x, y],
    encoding: "gbk",
    language: "zh-CN",
  });
  return new Map(files.map((file) => [file.name, Buffer.from(file.bytes)]));
}

test("text that GBK cannot hold makes the table UTF-8, and the field map says so", () => {
  const plain = written("和谐社区");
  expect(plain.get("网格.cpg")?.toString()).toBe("GBK");
  expect(plain.get("网格.dbf")?.[29]).toBe(0x4d);
  const rare = written("𠮷祥社区");
  expect(rare.get("网格.cpg")?.toString()).toBe("UTF-8");
  expect(rare.get("网格.dbf")?.[29]).toBe(0);
  expect(rare.get("网格.dbf")?.includes(Buffer.from("𠮷祥社区"))).toBe(true);
  expect(rare.get("字段对照.csv")?.toString()).toContain("网格.dbf,UTF-8,NAME,name,名称");
});

test("a text longer than a cell is cut between characters", () => {
  const dbf = written("网".repeat(200)).get("网格.dbf") ?? Buffer.alloc(0);
  const width = dbf[32 + 16] ?? 0;
  expect(width).toBe(254);
  const start = dbf.readUInt16LE(8) + 1;
  const cell = new TextDecoder("gbk", { fatal: true }).decode(dbf.subarray(start, start + width));
  expect(cell).toBe("网".repeat(127));
});

test("shells run clockwise, as the format wants them", () => {
  const shp = written("a").get("网格.shp") ?? Buffer.alloc(0);
  const points = [0, 1, 2, 3].map((at) => {
    const offset = 100 + 8 + 44 + 4 + 16 * at;
    return [shp.readDoubleLE(offset), shp.readDoubleLE(offset + 8)];
  });
  expect(points).toEqual([
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 0],
  ]);
});
