import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { encodeOpenCases } from "@onegrid/core/dispatch/open-cases-contract";
import { chromium, type Browser, type Page } from "@playwright/test";
import { say } from "../terminal.ts";
import { quantile } from "./city.ts";
import { framesDuring } from "./coverage/page-frames.ts";
import { madeOpenCases } from "./desk/made-open-cases.ts";
import { chromiumPath, freePort, signIn, startProduct, untilReady } from "./product-in-browser.ts";

const COUNTS = [10_000, 100_000];
const UPDATES = 20;
const UPDATE_EVERY_MS = 400;
const MOVES = 60;
const NEAR_ZOOM = 15;

interface Measured {
  readonly cases: number;
  readonly graphics: string;
  readonly packedBytes: number;
  readonly madeBytes: readonly [brotli: number, gzip: number];
  readonly answerMs: number;
  readonly firstDrawMs: number;
  readonly updateMs: number;
  readonly worstUpdateFrameMs: number;
  readonly panP95Ms: number;
  readonly zoomP95Ms: number;
}

/**
 * The dispatcher's desk with 10,000 open cases, and with 100,000: the product itself, in Chromium. Main
 * thread is processor time by the browser's own trace, without what only puts pixels where they belong.
 * `--count 10000` measures one of them.
 */
export async function benchDesk(): Promise<void> {
  const at = process.argv.indexOf("--count");
  const counts = at < 0 ? COUNTS : [Number(process.argv[at + 1])];
  const rows: Measured[] = [];
  for (const cases of counts) {
    rows.push(await measureDesk(cases));
    process.stdout.write(`${table(rows)}\n`);
  }
  say(
    `图形：${rows[0]?.graphics ?? ""}；软件渲染时只有主线程算数`,
    `GL: ${rows[0]?.graphics ?? ""}; in software only main-thread time counts`,
  );
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;

function table(rows: readonly Measured[]): string {
  const line = (what: string, wanted: string, value: (row: Measured) => string): string =>
    `| ${[what, wanted, ...rows.map(value)].join(" | ")} |\n`;
  return (
    line("what", "wanted", ({ cases }) => `${cases.toLocaleString("en")} open cases`) +
    `|${"---|".repeat(rows.length + 2)}\n` +
    line(
      "snapshot, brotli",
      "≤ 300 KB",
      ({ packedBytes }) => `${(packedBytes / 1000).toFixed(0)} KB`,
    ) +
    line("of a made district, brotli, gzip", "≤ 300 KB", ({ madeBytes }) =>
      madeBytes.map((bytes) => `${(bytes / 1000).toFixed(0)} KB`).join(", "),
    ) +
    line("answer of the server", "", ({ answerMs }) => ms(answerMs)) +
    line("first draw after the data", "≤ 1,000 ms", ({ firstDrawMs }) => ms(firstDrawMs)) +
    line("main thread of one live update", "≤ 16 ms", ({ updateMs }) => ms(updateMs)) +
    line("worst frame while updates come", "", ({ worstUpdateFrameMs }) => ms(worstUpdateFrameMs)) +
    line("pan, main thread a frame, p95", "≤ 16 ms", ({ panP95Ms }) => ms(panP95Ms)) +
    line("zoom, main thread a frame, p95", "≤ 16 ms", ({ zoomP95Ms }) => ms(zoomP95Ms))
  );
}

async function measureDesk(cases: number): Promise<Measured> {
  const port = await freePort();
  const server = startProduct(port, new URL("../e2e-server.ts", import.meta.url), {
    ONEGRID_E2E_OPEN_CASES: String(cases),
  });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  try {
    const baseURL = `http://127.0.0.1:${port}`;
    await untilReady(baseURL);
    const viewport = { width: 1280, height: 800 };
    const page = await browser.newPage({ baseURL, locale: "zh-CN", viewport });
    await signIn(page, "dispatcher");
    const snapshot = await measureSnapshot(page, baseURL);
    const firstDrawMs = await measureFirstDraw(page);
    const graphics = await page.evaluate(rendererName);
    const updates = await measureUpdates(browser, page);
    return {
      cases,
      graphics,
      madeBytes: packedMade(cases),
      ...snapshot,
      firstDrawMs,
      ...updates,
      ...(await moves(browser, page)),
    };
  } finally {
    await browser.close();
    server.kill("SIGTERM");
  }
}

/** 264 grids and 2,000 people, where no case repeats another; packed as the server does. */
function packedMade(count: number): [brotli: number, gzip: number] {
  const { cases, head } = madeOpenCases(count);
  const bytes = encodeOpenCases(cases, head);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
  return [brotliCompressSync(bytes, { params }).length, gzipSync(bytes).length];
}

/** As a browser asks for it; the bytes as they come over the line. */
async function measureSnapshot(page: Page, baseURL: string) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const headers = { cookie, "accept-encoding": "br, gzip" };
  const times: number[] = [];
  let packedBytes = 0;
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now();
    packedBytes = await new Promise<number>((resolve, reject) => {
      request(`${baseURL}/api/cases/open`, { headers }, (answer) => {
        let bytes = 0;
        answer.on("data", (part: Buffer) => (bytes += part.length));
        answer.on("end", () => resolve(bytes));
      })
        .on("error", reject)
        .end();
    });
    times.push(performance.now() - started);
  }
  return { packedBytes, answerMs: quantile(times, 0.5) };
}

/** The map stands already: from the bytes of the cases to a frame that has them, rasterised. */
async function measureFirstDraw(page: Page): Promise<number> {
  await page.goto("/division");
  await page.waitForFunction(() => window.__test !== undefined);
  const areas: { areas: { kind: string; center: [number, number] }[] } = await (
    await page.request.get("/api/areas")
  ).json();
  const center = areas.areas.find(({ kind }) => kind === "community")?.center ?? [0, 0];
  await page.evaluate(
    async ({ at, zoom }) => {
      window.__test?.map.jumpTo({ center: at, zoom });
      await window.__test?.idle();
    },
    { at: center, zoom: NEAR_ZOOM },
  );
  await page
    .getByRole("link", { name: "事件调度" })
    .or(page.locator('a[href^="/dispatch"]'))
    .first()
    .click();
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const [here] = performance.getEntriesByName("onegrid-cases-here");
          const map = window.__test?.map;
          if (here === undefined || map?.getLayer("cases-point") === undefined)
            return void requestAnimationFrame(look);
          map.once("render", () => {
            const gl = map.getCanvas().getContext("webgl2");
            // Waits until the device has drawn all that it was given.
            gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
            resolve(performance.now() - here.startTime);
          });
          map.triggerRepaint();
        };
        look();
      }),
  );
}

function rendererName(): string {
  const gl = document.createElement("canvas").getContext("webgl2");
  const told = gl?.getExtension("WEBGL_debug_renderer_info");
  return String(told ? gl?.getParameter(told.UNMASKED_RENDERER_WEBGL) : "none");
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Steps of cases by somebody else, one after the other; what the page spends when none come is taken off. */
async function measureUpdates(browser: Browser, page: Page) {
  const list = await page.request.get("/api/cases?limit=500");
  const body: { cards: { id: string; number: string; version: number }[] } = await list.json();
  const chosen = body.cards.filter(({ number }) => !number.startsWith("copy")).slice(0, UPDATES);
  await page.evaluate(() => window.__test?.idle());
  await sleep(2000);
  const quiet = await framesDuring(browser, () => sleep(UPDATES * UPDATE_EVERY_MS));
  const frames = await framesDuring(browser, async () => {
    for (const [nth, { id, version }] of chosen.entries()) {
      await comment(page, { id, version, key: `bench-${Date.now()}-${nth}` });
      await sleep(UPDATE_EVERY_MS);
    }
  });
  return {
    updateMs: Math.max(0, sum(frames) - sum(quiet)) / chosen.length,
    worstUpdateFrameMs: Math.max(...frames),
  };
}

interface Comment {
  readonly id: string;
  readonly version: number;
  readonly key: string;
}

const MOST_TRIES = 60;

/** On a busy machine the embedded database may be starting again just then: the same key is sent again. */
async function comment(page: Page, { id, version, key }: Comment, tries = 1): Promise<void> {
  const answer = await page.request.post(`/api/cases/${id}/commands`, {
    headers: { "x-onegrid": "1" },
    data: {
      verb: "comment",
      expectedVersion: version,
      idempotencyKey: key,
      note: "看过",
      fields: { photos: [] },
    },
  });
  if (answer.ok()) return;
  if (answer.status() !== 503 || tries === MOST_TRIES) throw new Error(await answer.text());
  await sleep(1_000);
  await comment(page, { id, version, key }, tries + 1);
}

async function moves(browser: Browser, page: Page) {
  const pan = await framesDuring(browser, async () => {
    await page.mouse.move(900, 420);
    await page.mouse.down();
    for (let move = 1; move <= MOVES; move += 1) {
      await page.mouse.move(900 - 4 * move, 420 + 2 * move);
      await sleep(16);
    }
    await page.mouse.up();
  });
  const zoom = await framesDuring(browser, async () => {
    for (let move = 1; move <= MOVES; move += 1) {
      await page.mouse.wheel(0, move <= MOVES / 2 ? -40 : 40);
      await sleep(16);
    }
  });
  return { panP95Ms: quantile(pan, 0.95), zoomP95Ms: quantile(zoom, 0.95) };
}
