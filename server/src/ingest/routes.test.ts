import { gzipSync } from "node:zlib";
import type { PlanTrial, SourceDescription } from "@onegrid/core/ingest";
import type { ImportReply, RejectsReply } from "@onegrid/core/ingest/contract";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { gbk, madeZip } from "./made-files.ts";

let town: DemoTown;
let planner: Asker;

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
}, 120_000);
afterAll(() => town.close());

/** A square of about 20 m beside the demo town. */
function square(lng: number, lat: number, size = 0.0002): number[][][] {
  const [east, north] = [lng + size, lat + size];
  return [
    [
      [lng, lat],
      [east, lat],
      [east, north],
      [lng, north],
      [lng, lat],
    ],
  ];
}

interface House {
  readonly id: string;
  readonly 名称: string;
  readonly 户数: number | string;
  readonly 户主姓名?: string;
}
const house = (properties: House, coordinates: unknown): object => ({
  type: "Feature",
  properties,
  geometry: { type: "Polygon", coordinates },
});
const collection = (...features: object[]): string =>
  JSON.stringify({ type: "FeatureCollection", features });

const HOUSES = collection(
  house({ id: "t1", 名称: "试一号楼", 户数: 24, 户主姓名: "某某" }, square(104.2, 38.5)),
  house({ id: "t2", 名称: "试二号楼", 户数: 36 }, square(104.201, 38.5)),
  house({ id: "t3", 名称: "蝴蝶楼", 户数: 12 }, [
    [
      [104.21, 38.5],
      [104.211, 38.501],
      [104.211, 38.5],
      [104.21, 38.501],
      [104.21, 38.5],
    ],
  ]),
  house({ id: "t4", 名称: "负数楼", 户数: -7 }, square(104.202, 38.5)),
);

const upload = (asker: Asker, files: Readonly<Record<string, string | Uint8Array>>) =>
  asker.upload<ImportReply & { code?: string }>("/api/imports", files);

const planOf = (reply: ImportReply, index = 0) => {
  const layer = reply.files[index]?.description?.layers[0];
  if (!layer) throw new Error(`no description: ${JSON.stringify(reply)}`);
  return layer.plan;
};

async function ended(id: string): Promise<ImportReply> {
  for (;;) {
    const { body } = await planner.get<ImportReply>(`/api/imports/${id}`);
    if (!["waiting", "reading", "storing"].includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Uploads, accepts every proposal and waits for the end. */
async function importAll(
  files: Readonly<Record<string, string | Uint8Array>>,
  around: string | null = null,
): Promise<ImportReply> {
  const { body, status } = await upload(planner, files);
  if (status !== 201) throw new Error(JSON.stringify(body));
  const started = await planner.post(`/api/imports/${body.id}/start`, {
    files: body.files.map(({ name, description }) => ({
      name,
      plans: description?.layers.map(({ plan }) => plan),
    })),
    around,
  });
  expect(started.status).toBe(202);
  return ended(body.id);
}

const TABLES = ["area", "building", "way", "station", "import_reject"] as const;
const countRows = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const { n } = await town.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<string>().as("n"))
      .executeTakeFirstOrThrow();
    counts[table] = Number(n);
  }
  const waiting = await town.db.selectFrom("import_row").select("number").execute();
  return { ...counts, import_row: waiting.length };
};

const waitingUploads = (): Promise<string[]> =>
  readdir(join(town.dataDir, "uploads")).catch(() => []);

test("good rows go in, bad rows are told with place, reason and value, people are dropped", async () => {
  const { body } = await upload(planner, { "楼栋.geojson": HOUSES });
  const [file] = body.files;
  expect(file?.name).toBe("楼栋.geojson");
  const layer = file?.description?.layers[0];
  expect(layer?.plan).toMatchObject({ layer: "buildings", mapping: { households: "户数" } });
  expect(layer?.fields.find(({ name }) => name === "户主姓名")).toMatchObject({
    isPersonal: true,
    samples: [],
  });
  expect(layer?.trial).toMatchObject({ accepted: 2, refused: 2 });

  const done = await importAll({ "楼栋.geojson": HOUSES });
  expect(done).toMatchObject({
    state: "done",
    accepted: 2,
    rejected: 2,
    applied: [{ layer: "buildings", added: 2, updated: 0 }],
    personalColumns: ["户主姓名"],
    files: [],
  });
  expect(done.bbox).toEqual([104.2, 38.5, 104.2012, 38.5002].map((it) => expect.closeTo(it, 9)));
  const { body: page } = await planner.get<RejectsReply>(`/api/imports/${done.id}/rejects`);
  expect(page.next).toBeNull();
  expect(page.rejects).toMatchObject([
    { place: "楼栋.geojson #3", refusal: { code: "ingest.ring-crosses" } },
    {
      place: "楼栋.geojson #4",
      refusal: { code: "ingest.number-negative" },
      field: "户数",
      value: "-7",
    },
  ]);
  const csv = await planner.raw(`/api/imports/${done.id}/rejects.csv?language=zh-CN`);
  expect(csv.headers["content-type"]).toContain("text/csv");
  expect(csv.body).toContain("楼栋.geojson #4");
  expect(csv.body).toContain("户数是负数");
  const english = await planner.raw(`/api/imports/${done.id}/rejects.csv`, {
    "accept-language": "en-GB",
  });
  expect(english.body).toContain("The number of households is negative");
});

test("the same ids again update instead of doubling", async () => {
  const before = await countRows();
  const changed = HOUSES.replace("试一号楼", "试一号楼改").replace('"户数":24', '"户数":30');
  const done = await importAll({ "again 楼栋.geojson": changed });
  expect(done.applied).toEqual([{ layer: "buildings", added: 0, updated: 2 }]);
  expect((await countRows())["building"]).toBe(before["building"]);
  const row = await town.db
    .selectFrom("building")
    .select(["name", "household_count"])
    .where("source_id", "=", "t1")
    .executeTakeFirst();
  expect(row).toEqual({ name: "试一号楼改", household_count: 30 });
});

test("a GBK table is read as such, and another encoding can be tried", async () => {
  const table = gbk("id,lng,lat,名称,类型\ng1,104.2,38.5,东街驿站,红色驿站\n");
  const { body } = await upload(planner, { "stations.csv": table });
  const described = body.files[0]?.description;
  expect(described?.encoding).toMatchObject({ label: "gb18030", because: "not-utf-8" });
  expect(described?.layers[0]?.fields.map(({ samples }) => samples[0])).toContain("东街驿站");
  expect(described?.layers[0]?.crs.isCertain).toBe(false);

  const other = await planner.post<SourceDescription>(`/api/imports/${body.id}/describe`, {
    file: "stations.csv",
    encoding: "big5",
    layers: [],
  });
  expect(other.body.layers[0]?.fields.map(({ samples }) => samples[0])).not.toContain("东街驿站");

  const asBuildings = await planner.post<SourceDescription>(`/api/imports/${body.id}/describe`, {
    file: "stations.csv",
    encoding: null,
    layers: [{ sourceLayer: null, layer: "buildings" }],
  });
  expect(asBuildings.body.layers[0]?.plan).toMatchObject({
    layer: "buildings",
    mapping: { name: "名称" },
  });

  // The same numbers as GCJ-02 lie some hundred metres elsewhere.
  const plan = { ...planOf(body), crs: "GCJ-02" };
  const shifted = await planner.post<PlanTrial>(`/api/imports/${body.id}/preview`, {
    file: "stations.csv",
    plan,
  });
  const lng = shifted.body.bbox?.[0] ?? 0;
  expect(Math.abs(lng - 104.2)).toBeGreaterThan(0.0005);
  expect(Math.abs(lng - 104.2)).toBeLessThan(0.02);
  const unknown = await planner.post(`/api/imports/${body.id}/preview`, {
    file: "stations.csv",
    plan: { ...plan, crs: "EPSG:1" },
  });
  expect([unknown.status, unknown.body["code"]]).toEqual([422, "ingest.crs-unknown"]);
  await planner.delete(`/api/imports/${body.id}`);
});

test("what a name holds stays text, SQL and HTML too", async () => {
  const name = `<img src=x onerror=alert(1)>'); drop table building; --`;
  const done = await importAll({
    "buildings <b>.geojson": collection(
      house({ id: "evil", 名称: name, 户数: 3 }, square(104.205, 38.5)),
    ),
  });
  expect(done).toMatchObject({ state: "done", accepted: 1 });
  const row = await town.db
    .selectFrom("building")
    .select("name")
    .where("source_id", "=", "evil")
    .executeTakeFirst();
  expect(row?.name).toBe(name);
});

test("buildings outside every community get an area when it is given a name", async () => {
  const done = await importAll(
    {
      "far buildings.geojson": collection(
        house({ id: "far1", 名称: "远楼", 户数: 9 }, square(110.5, 30.2)),
      ),
    },
    "远方",
  );
  expect(done.applied.find(({ layer }) => layer === "areas")).toMatchObject({ added: 2 });
  const { body } = await planner.get<{ areas: { name: string; kind: string }[] }>("/api/areas");
  expect(body.areas.map(({ name }) => name)).toContain("远方社区");
});

test("cancelled while it runs, nothing stays", async () => {
  const before = await countRows();
  const many = collection(
    ...Array.from({ length: 20_000 }, (_, i) =>
      house({ id: `c${i}`, 名称: "", 户数: i === 5 ? -1 : 1 }, square(104.3 + i * 1e-5, 38.6)),
    ),
  );
  const { body } = await upload(planner, { "many.geojson": many });
  await planner.post(`/api/imports/${body.id}/start`, {
    files: [{ name: "many.geojson", plans: [planOf(body)] }],
    around: null,
  });
  for (;;) {
    const { body: now } = await planner.get<ImportReply>(`/api/imports/${body.id}`);
    if (now.accepted > 0 || now.state === "done") break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect((await planner.delete(`/api/imports/${body.id}`)).status).toBe(204);
  expect(await ended(body.id)).toMatchObject({ state: "cancelled", accepted: 0 });
  expect(await countRows()).toEqual(before);
  expect(await waitingUploads()).not.toContain(body.id);
});

test("a started import takes no other plans, and no other account sees it", async () => {
  const done = await importAll({ "seen.geojson": HOUSES });
  const admin = await town.as("admin");
  expect((await admin.get(`/api/imports/${done.id}`)).status).toBe(404);
  expect((await admin.get(`/api/imports/${done.id}/rejects`)).status).toBe(404);
  const again = await planner.post(`/api/imports/${done.id}/preview`, {
    file: "seen.geojson",
    plan: { ...planOf((await upload(planner, { "seen.geojson": HOUSES })).body) },
  });
  expect([again.status, again.body["code"]]).toEqual([409, "ingest.not-open"]);
});

test("who may not import is told so before a byte is kept", async () => {
  const dispatcher = await town.as("dispatcher");
  const before = await waitingUploads();
  const refused = await upload(dispatcher, { "x.geojson": HOUSES });
  expect([refused.status, refused.body.code]).toEqual([403, "access.forbidden"]);
  expect(await waitingUploads()).toEqual(before);
});

const OVERSIZE = 3_000_000_000;
const nested = "[".repeat(300_000);
const BAD: readonly (readonly [code: string, status: number, file: string, bytes: Uint8Array])[] = [
  ["ingest.format-unknown", 415, "a.exe", Buffer.from([0x4d, 0x5a, 0, 1, 2, 3])],
  ["ingest.file-empty", 422, "empty.geojson", Buffer.alloc(0)],
  ["ingest.file-truncated", 422, "cut.geojson.gz", gzipSync(HOUSES.repeat(3)).subarray(0, 120)],
  [
    "ingest.zip-bomb",
    422,
    "bomb.gz",
    gzipSync(`{"type":"FeatureCollection",${" ".repeat(80_000_000)}`),
  ],
  [
    "ingest.zip-nothing-inside",
    422,
    "none.zip",
    madeZip([{ name: "readme.md", bytes: Buffer.from("hi") }]),
  ],
];

test.each(BAD)("%s (%d) and an unchanged store: %s", async (code, status, file, bytes) => {
  const before = [await countRows(), await waitingUploads()];
  const refused = await upload(planner, { [file]: bytes });
  expect([refused.status, refused.body.code]).toEqual([status, code]);
  expect([await countRows(), await waitingUploads()]).toEqual(before);
});

test("one bad file among good ones is told apart", async () => {
  const { body, status } = await upload(planner, {
    "good.geojson": HOUSES,
    "bad.geojson": `{"type":"FeatureCollection","features":${nested}`,
  });
  expect(status).toBe(201);
  expect(body.files[0]).toMatchObject({ name: "good.geojson", refusal: null });
  expect(body.files[1]?.description).toBeNull();
  await planner.delete(`/api/imports/${body.id}`);
});

test("a file that ends too soon is refused as a whole, and another plan may be tried", async () => {
  const before = await countRows();
  const rows = Array.from({ length: 3000 }, (_, i) =>
    house({ id: `k${i}`, 名称: "", 户数: 1 }, square(104.3, 38.6)),
  );
  const cut = collection(...rows).slice(0, -500);
  const { body } = await upload(planner, { "cut.geojson": cut });
  await planner.post(`/api/imports/${body.id}/start`, {
    files: [{ name: "cut.geojson", plans: [planOf(body)] }],
    around: null,
  });
  const failed = await ended(body.id);
  expect(failed).toMatchObject({
    state: "failed",
    refusal: { code: "ingest.file-truncated", file: "cut.geojson" },
  });
  expect(failed.files).toHaveLength(1);
  const { import_reject: _, ...stored } = await countRows();
  expect(before).toMatchObject(stored);
});

test("an upload that says it is too large is refused at once", async () => {
  const refused = await town.app.inject({
    method: "POST",
    url: "/api/imports",
    headers: {
      ...planner.headers,
      "content-type": "multipart/form-data; boundary=x",
      "content-length": String(OVERSIZE),
    },
  });
  expect(refused.statusCode).toBe(413);
  expect(refused.json()).toMatchObject({
    code: "ingest.file-too-large",
    bytes: OVERSIZE,
    limit: 2 ** 31 - 1,
  });
});

test("a form that is cut off or bent is the sender's fault", async () => {
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n';
  for (const [type, payload] of [
    ["multipart/form-data; boundary=x", `${head}content-type: text/csv\r\n\r\nid,na`],
    ["multipart/form-data; boundary=x", `${head}\r\nid\r\n${head}content-ty`],
    ["multipart/form-data; boundary=x", "no form at all"],
    ["multipart/form-data", `${head}\r\nid\r\n--x--\r\n`],
  ] as const) {
    const headers = { ...planner.headers, "content-type": type };
    const reply = await town.app.inject({ method: "POST", url: "/api/imports", headers, payload });
    expect([payload, reply.statusCode, reply.json<{ code: string }>().code]).toEqual([
      ...[payload, 400, "request.invalid"],
    ]);
  }
});

test("a number of a person in a file's name is refused", async () => {
  const refused = await upload(planner, { "11010519491231002X.geojson": HOUSES });
  expect([refused.status, refused.body.code]).toEqual([422, "access.personal-text"]);
});
