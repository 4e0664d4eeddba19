import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import { text as readText } from "node:stream/consumers";
import { devices, expect } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf } from "./ask.ts";
import { signIn } from "./desk.ts";

const { defaultBrowserType: _, ...PIXEL } = devices["Pixel 7"];

const NEXT_VERSION = "0123456789abcdef";

/** The same page as another version of it: a changed document, and a changed worker by which browsers hear of it. */
const asNext = (text: string): string =>
  text
    .replace("</head>", '<meta name="version-of-test" content="next"></head>')
    .replace(/(?<=onegrid-shell-|["`])[0-9a-f]{16}(?=["`])/, NEXT_VERSION);

/** The server before and after its next installation, on an address of its own. */
async function openNext(base: string) {
  let isNext = false;
  const server = createServer((request, response) => {
    const { method = "GET", url = "/" } = request;
    const isPage = url === "/service-worker.js" || url.startsWith("/field");
    const { "if-none-match": _tag, "if-modified-since": _since, ...headers } = request.headers;
    const passed = { ...headers, ...(isPage ? { "accept-encoding": "identity" } : {}) };
    const upstream = ask(new URL(url, base), { method, headers: passed }, (answer) => {
      if (isPage && isNext) void answerAsNext(answer, response);
      else {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }
    });
    upstream.on("error", () => response.destroy());
    request.pipe(upstream);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    install: (): void => {
      isNext = true;
    },
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answerAsNext(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  const { "content-length": _length, etag: _etag, ...headers } = answer.headers;
  const text = asNext(await readText(answer));
  response.writeHead(answer.statusCode ?? 502, headers).end(text);
}

test("a newer page waits until it is wanted, takes over whole, and what was written stays", async ({
  browser,
  baseURL,
}) => {
  const next = await openNext(baseURL ?? "");
  const context = await browser.newContext({
    ...PIXEL,
    viewport: { width: 390, height: 844 },
    locale: "zh-CN",
    permissions: ["geolocation"],
    baseURL: next.url,
  });
  const page = await context.newPage();
  await signIn(page, "gridworker");
  const [longitude, latitude] = await homeOf(page);
  await context.setGeolocation({ longitude, latitude, accuracy: 12 });
  await page.goto("/field?view=outbox");
  await expect(page.getByText("本页已存到本机")).toBeVisible();
  const isNext = page.locator('meta[name="version-of-test"]');
  // The first visit is not yet the worker's: from the second on it answers.
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await page.route("**/api/cases", (route) => route.abort());
  await page.getByRole("link", { name: "上报" }).click();
  await page.getByRole("button", { name: "暴露垃圾" }).click();
  await page.getByRole("textbox", { name: "情况描述" }).fill("更新前写下");
  await expect(page.getByText("误差约 12 米")).toBeVisible();
  await page.getByRole("button", { name: "上报" }).click();
  await page.getByRole("link", { name: /^待发箱/ }).click();
  await expect(page.getByText("待发送 1 条")).toBeVisible();

  next.install();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration("/field");
    await registration?.update();
  });
  await expect(page.getByText("页面有新版本")).toBeVisible();
  // Nobody is interrupted, and a page that is opened meanwhile is still whole of the former version.
  await page.reload();
  await expect(page.getByText("页面有新版本")).toBeVisible();
  await expect(isNext).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath("update.png") });
  await page.getByRole("button", { name: "现在更新" }).click();
  await expect(isNext).toHaveCount(1);
  await expect(page.getByText("待发送 1 条")).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toEqual([`onegrid-shell-${NEXT_VERSION}`]);

  await context.setOffline(true);
  await page.reload();
  await expect(isNext).toHaveCount(1);
  await expect(page.getByText("待发送 1 条")).toBeVisible();
  await context.close();
  next.close();
});
