import { subscribeReturn } from "../../live.ts";
import { useMapState } from "../../map/index.ts";

/** How often a wall looks whether the server has another page for it. */
const LOOK_MS = 120_000;
/** A browser that runs for weeks begins anew once a night; at this hour nobody looks. */
const NIGHT_FROM_HOUR = 3;
const OLD_MS = 12 * 3_600_000;
const LOST_MS = 30_000;
const TRIED = "onegrid.wall-tried";

/** The program of a page, by the address of its first script: every build has another. */
export const programIn = (html: string): string | null =>
  /<script[^>]+type="module"[^>]+src="([^"]+)"/.exec(html)?.[1] ?? null;

const ownProgram = (): string | null =>
  document.querySelector('script[type="module"][src]')?.getAttribute("src") ?? null;

interface Moment {
  readonly now: Date;
  readonly startedAt: number;
}

/** Whether it is the night after the one in which the page began. */
export const isNightly = ({ now, startedAt }: Moment): boolean =>
  now.getTime() - startedAt > OLD_MS && hourIn(now) === NIGHT_FROM_HOUR;

/** In the district, which has no summer time. */
const hourIn = (now: Date): number => (now.getUTCHours() + 8) % 24;

/** The page as the server has it now; `null` while it has none to give. */
async function servedPage(): Promise<string | null> {
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** A browser that cannot reach the server shows a page of its own, and nobody is there to press a key. */
export async function reloadWhenServed(): Promise<void> {
  const page = await servedPage();
  if (page !== null && programIn(page) !== null) location.reload();
}

async function reloadIfOther(): Promise<void> {
  const page = await servedPage();
  const program = page === null ? null : programIn(page);
  if (program === null || program === ownProgram()) return;
  // Once for each program: a page that stays as it is must not be asked for in a circle.
  if (sessionStorage.getItem(TRIED) === program) return;
  sessionStorage.setItem(TRIED, program);
  location.reload();
}

/** Keeps a page that nobody touches of the version that is served, and young. */
export function stayFresh(): () => void {
  const startedAt = Date.now();
  const look = (): void => {
    if (isNightly({ now: new Date(), startedAt })) void reloadWhenServed();
    else void reloadIfOther();
  };
  const timer = setInterval(look, LOOK_MS);
  const stops = [subscribeReturn(look), followLostMap()];
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}

/** A graphics device that does not come back by itself comes back with a new page. */
function followLostMap(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = useMapState.subscribe(({ status }, old) => {
    if (status === old.status) return;
    clearTimeout(timer);
    if (status === "context-lost") timer = setTimeout(() => void reloadWhenServed(), LOST_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
