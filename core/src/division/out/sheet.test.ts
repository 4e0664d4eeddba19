import fc from "fast-check";
import { expect, test } from "vitest";
import type { Polygon, Position } from "../../geometry/index.ts";
import { toDegrees } from "../../geometry/index.ts";
import { boardTeam } from "./board-team.ts";
import { listBuildings } from "./list-buildings.ts";
import { sheetColors } from "./sheet-colors.ts";
import { frameSheet, roundScale, scaleBar } from "./sheet-frame.ts";
import { emWidth, placeLabels, type LabelWish, type SheetLabel } from "./sheet-labels.ts";
import { drawSheetMap } from "./sheet-map.ts";

const plane = { centralMeridian: 102, origin: [515_000, 4_265_000] } as const;
const at = (x: number, y: number): Position => toDegrees(plane, x * 100, y * 100);
const box = (x: number, y: number, width: number, height: number): Polygon => ({
  type: "Polygon",
  coordinates: [
    [at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)],
  ],
});

test("a scale is round, fits, and is the largest of its series that does", () => {
  const metres = fc.double({ min: 20, max: 50_000, noNaN: true });
  fc.assert(
    fc.property(metres, fc.integer({ min: 60, max: 400 }), (length, paper) => {
      const denominator = roundScale(length, paper);
      expect((length * 1000) / denominator).toBeLessThanOrEqual(paper + 1e-9);
      expect(denominator).toBeLessThanOrEqual(Math.max(1.51 * ((length * 1000) / paper), 100));
      const digits = String(denominator).replace(/0+$/, "");
      expect(["1", "15", "2", "25", "3", "4", "5", "6", "8"]).toContain(digits);
    }),
  );
});

test("a bar stands for round metres and is long enough to lay a ruler to", () => {
  for (const denominator of [500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 8000, 25_000]) {
    const { metres, mm } = scaleBar(denominator);
    expect(String(metres)).toMatch(/^[125]0*$/);
    expect((metres * 1000) / mm).toBeCloseTo(denominator, 6);
    expect(mm).toBeGreaterThan(25);
    expect(mm).toBeLessThanOrEqual(65);
  }
});

test("what the map is of lies inside its margins, and the paper's box holds the whole paper", () => {
  const side = fc.integer({ min: 30, max: 3000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const shape = box(0, 0, width, height);
      const frame = frameSheet([shape], { widthMm: 180, heightMm: 140, marginMm: 10 });
      for (const position of shape.coordinates[0] ?? []) {
        const [x, y] = frame.place(position);
        expect(x).toBeGreaterThan(9.9);
        expect(x).toBeLessThan(170.1);
        expect(y).toBeGreaterThan(9.9);
        expect(y).toBeLessThan(130.1);
      }
      const [west, south, east, north] = frame.bbox;
      const [left, bottom] = frame.place([west, south]);
      const [right, top] = frame.place([east, north]);
      expect(left).toBeLessThanOrEqual(0);
      expect(right).toBeGreaterThanOrEqual(180);
      expect(top).toBeLessThanOrEqual(0);
      expect(bottom).toBeGreaterThanOrEqual(140);
    }),
  );
});

/** Oracle: corners of the turned text, and whether two such rectangles overlap (separating axes). */
function cornersOf({ text, size, angle, x, y }: SheetLabel): [number, number][] {
  const [w, h] = [(emWidth(text) * size * 0.3528) / 2, (1.2 * size * 0.3528) / 2];
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const corners = [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ] as const;
  return corners.map(([dx, dy]) => [x + dx * cos - dy * sin, y + dx * sin + dy * cos]);
}

function overlap(a: SheetLabel, b: SheetLabel): boolean {
  const [first, second] = [cornersOf(a), cornersOf(b)];
  const axes = [a.angle, a.angle + 90, b.angle, b.angle + 90].map(
    (angle) => (angle * Math.PI) / 180,
  );
  return axes.every((turn) => {
    const along = (corners: readonly (readonly [number, number])[]): number[] =>
      corners.map(([x, y]) => x * Math.cos(turn) + y * Math.sin(turn));
    const [one, other] = [along(first), along(second)];
    return Math.max(...one) > Math.min(...other) && Math.max(...other) > Math.min(...one);
  });
}

test("no name covers another, whatever wants to stand where", () => {
  // Whole numbers: doubles crowd at the ends of their range, where no text has room.
  const place = fc.record({
    at: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 80 })),
    angle: fc.constantFrom(0, 0, 13.5, -42, 90),
  });
  const wish: fc.Arbitrary<LabelWish> = fc.record({
    texts: fc.array(fc.constantFrom("阳光花园", "3号楼", "北京大街", "12"), {
      minLength: 1,
      maxLength: 2,
    }),
    places: fc.array(place, { minLength: 1, maxLength: 3 }),
    size: fc.constantFrom(6, 7, 15),
    color: fc.constant("#000000"),
  });
  const sheet = { widthMm: 100, heightMm: 80 };
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
      const labels = placeLabels(wishes, sheet);
      for (const [i, a] of labels.entries())
        for (const b of labels.slice(i + 1)) expect(overlap(a, b)).toBe(false);
      for (const label of labels)
        for (const [x, y] of cornersOf(label)) {
          expect(x).toBeGreaterThan(-1);
          expect(x).toBeLessThan(101);
          expect(y).toBeGreaterThan(-1);
          expect(y).toBeLessThan(81);
        }
    }),
  );
});

test("neighbours on a sheet have different colours", () => {
  const shapes = Array.from({ length: 30 }, (_, i) =>
    box((i % 6) * 100, Math.floor(i / 6) * 100, 100, 100),
  );
  const colors = sheetColors(shapes);
  const pairs = [...shapes.keys()].flatMap((i) => [
    ...(i % 6 < 5 ? [[i, i + 1] as const] : []),
    ...(i < 24 ? [[i, i + 6] as const] : []),
  ]);
  expect(pairs).toHaveLength(49);
  expect(pairs.filter(([a, b]) => colors[a] === colors[b])).toEqual([]);
});

test("a map draws every grid, names what it is of, and leaves out what is not on the paper", () => {
  const frame = frameSheet([box(0, 0, 200, 150)], { widthMm: 180, heightMm: 140, marginMm: 10 });
  const map = drawSheetMap({
    frame,
    community: null,
    gridSize: 14,
    grids: [
      { label: ["第1网格"], geometry: box(0, 0, 200, 150), fill: "#abcdef", isFocus: true },
      { label: ["第2网格"], geometry: box(200, 0, 200, 150), fill: "#fedcba", isFocus: false },
      { label: ["第9网格"], geometry: box(9000, 0, 200, 150), fill: "#123456", isFocus: false },
    ],
    content: {
      land: [
        { kind: "water", geometry: { type: "LineString", coordinates: [at(0, 60), at(200, 70)] } },
        { kind: "water", geometry: box(90, 60, 30, 20) },
      ],
      compounds: [],
      barriers: [],
      stations: [{ name: "红色驿站", kind: "red_station", position: at(150, 120) }],
      ways: [
        {
          class: "primary",
          name: "公园路",
          geometry: { type: "LineString", coordinates: [at(-90, -20), at(400, -20)] },
        },
      ],
      buildings: [{ name: "3号楼", geometry: box(20, 20, 60, 14) }],
    },
  });
  expect(map.svg).toContain('fill="#abcdef"');
  expect(map.svg).toContain('fill="#fedcba"');
  expect(map.svg).not.toContain("#123456");
  expect(map.svg).toContain('fill="none" stroke="#bfdff5"');
  expect(map.svg).toContain('fill="#bfdff5"');
  const names = map.labels.map(({ text }) => text);
  expect(names).toEqual(expect.arrayContaining(["第1网格", "红色驿站", "公园路", "3号楼"]));
  expect(map.denominator).toBe(1500);
});

test("a name that must stand is shortened before it covers another", () => {
  const wish = { size: 11, color: "#000000", isForced: true, texts: ["001号网格", "001"] };
  const standing = (x: number) => ({ ...wish, places: [{ at: [x, 20] as const }] });
  const texts = placeLabels([standing(40), standing(55), standing(55)], {
    widthMm: 100,
    heightMm: 40,
  });
  expect(texts.map(({ text }) => text)).toEqual(["001号网格", "001", "001"]);
});

test("numbers of a compound are drawn together, other names stand as they are", () => {
  expect(
    listBuildings(["阳光花园1号楼", "阳光花园2号楼", "阳光花园4号楼", "茶楼", "阳光花园3号楼"]),
  ).toBe("阳光花园1–4号楼；茶楼");
  expect(listBuildings(["东里1栋", "东里2栋", "东里7栋"])).toBe("东里1、2、7栋");
  expect(listBuildings([])).toBe("");
});

test("a board names staff on duty only, and nobody when names are not asked for", () => {
  const members = [
    { role: "team_member", displayName: "志愿者 赵小兰" },
    { role: "building_head", displayName: "楼栋长 冯建国" },
    { role: "team_member", displayName: "社区民警 许文博" },
    { role: "grid_head", displayName: "网格长 李建国" },
    { role: "community_desk", displayName: "社区值班 王一" },
  ];
  expect(boardTeam(members, true)).toEqual([
    { title: "网格长", names: ["李建国"], count: 1 },
    { title: "志愿者", names: [], count: 1 },
    { title: "社区民警", names: ["许文博"], count: 1 },
    { title: "楼栋长", names: [], count: 1 },
  ]);
  expect(boardTeam(members, false).flatMap(({ names }) => names)).toEqual([]);
});
