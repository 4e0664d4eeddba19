import { expect, type CDPSession, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { read } from "./ask.ts";
import { openDesk, signIn } from "./desk.ts";

const STEPS_A_PIECE = 2_000;
const CASES_A_PIECE = 500;
/** Until as many cards and ended cases were seen as the page keeps. */
const PIECES_BEFORE = 10;
const PIECES_AFTER = 10;
const MEGABYTE = 1e6;

type Card = Record<string, unknown> & { readonly id: string };

test("tens of thousands of steps on cases leave the wall's memory as it was", async ({ page }) => {
  test.skip(process.env["ONEGRID_LONG_RUN"] === undefined, "minutes of steps: in the long run");
  test.setTimeout(400_000);
  await signIn(page, "dispatcher");
  const { cards } = await read<{ cards: Card[] }>(page, "/api/cases?limit=1");
  const [card] = cards;
  if (card === undefined) throw new Error("the demo has no case");
  const stream = await feed(page, card);
  await openDesk(page, "/wall");
  const session = await page.context().newCDPSession(page);
  await stream.until(PIECES_BEFORE);
  const before = await measure(session);
  await stream.until(PIECES_BEFORE + PIECES_AFTER);
  const after = await measure(session);
  test.info().annotations.push({ type: "memory", description: JSON.stringify({ before, after }) });
  expect(after.heap).toBeLessThan(before.heap * 1.05 + MEGABYTE);
  expect(after.listeners).toBeLessThan(before.listeners + 50);
  expect(after.nodes).toBeLessThan(before.nodes + 500);
});

/** A stream that brings piece after piece, each of them until the line is cut; four steps of each case. */
async function feed(page: Page, card: Card) {
  let pieces = 0;
  await page.route("**/api/stream", async (route) => {
    pieces += 1;
    await route.fulfill({ contentType: "text/event-stream", body: pieceOf(card, pieces) });
  });
  return {
    until: async (wanted: number): Promise<void> => {
      await expect.poll(() => pieces, { timeout: 150_000 }).toBeGreaterThanOrEqual(wanted);
    },
  };
}

function pieceOf(card: Card, piece: number): string {
  const STATES = ["reported", "filed", "in_progress", "closed"];
  return Array.from({ length: STEPS_A_PIECE }, (_, nth) => {
    const version = 1 + Math.floor(nth / CASES_A_PIECE);
    const id = `made-${piece}-${nth % CASES_A_PIECE}`;
    const state = STATES[version - 1];
    const payload = {
      caseId: id,
      version,
      verb: "comment",
      actorId: "somebody",
      card: { ...card, id, version, state, updatedAt: Date.now() },
    };
    const position = piece * STEPS_A_PIECE + nth;
    const data = JSON.stringify({ kind: "dispatch.case-changed", payload });
    return `id: made.viewer:${position}\nevent: case\ndata: ${data}\n\n`;
  }).join("");
}

async function measure(session: CDPSession) {
  await session.send("Performance.enable");
  for (let turn = 0; turn < 3; turn += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0;
  return {
    heap: value("JSHeapUsedSize"),
    listeners: value("JSEventListeners"),
    nodes: value("Nodes"),
  };
}
