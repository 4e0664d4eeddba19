import type { Browser } from "@playwright/test";

/** What the trace of a browser says: microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of it the thread's own processor time: waiting for the graphics process is rasterising. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const TASK = "ThreadControllerImpl::RunTask";
/** Work on the page's main thread that only puts pixels where they belong. */
const RASTERISING = new Set(["Paint", "PrePaint", "Layerize", "Commit", "UpdateLayer"]);

/** Traces a page while something is done; milliseconds of main thread for each frame, rasterising apart. */
export async function framesDuring(browser: Browser, work: () => Promise<void>): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the protocol's own shape
    events.push(...(value as unknown as TraceEvent[]));
  });
  const complete = new Promise<void>((resolve) =>
    session.once("Tracing.tracingComplete", () => resolve()),
  );
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "__metadata"] },
  });
  await work();
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return framesOf(events);
}

function framesOf(events: readonly TraceEvent[]): number[] {
  const threads = events
    .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
    .map(({ pid, tid }) => `${pid}/${tid}`);
  const onMain = (thread: string) =>
    events.filter(({ pid, tid, dur = 0 }) => `${pid}/${tid}` === thread && dur > 0);
  // The page itself is the busiest of them: others are of extensions and closed pages.
  const [main = []] = threads.map(onMain).toSorted((a, b) => b.length - a.length);
  // Several parts of the page ask for the same frame: what they are called in is one task.
  const calls = main.filter(({ name }) => name === "FireAnimationFrame").map(({ ts }) => ts);
  const tasks = main.filter(({ name }) => name === TASK).toSorted((a, b) => a.ts - b.ts);
  const ends = tasks
    .filter(({ ts, dur = 0 }) => calls.some((call) => call >= ts && call <= ts + dur))
    .map(({ ts, dur = 0 }) => ts + dur);
  const frames = ends.map(() => 0);
  for (const { name, ts, dur = 0, tdur = dur } of main) {
    const share = name === TASK ? tdur : RASTERISING.has(name) ? -tdur : 0;
    if (share === 0) continue;
    // A task belongs to the frame that is next to end: that it holds itself, or that comes after it.
    const frame = ends.findIndex((end) => end >= ts);
    if (frame >= 0) frames[frame] = (frames[frame] ?? 0) + share / 1000;
  }
  return frames;
}
