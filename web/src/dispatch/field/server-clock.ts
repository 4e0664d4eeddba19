const STORED = "onegrid.clock-offset";

/** What the server's clock showed more than the phone's, in ms; `null`: the server was never heard. */
export function clockOffset(): number | null {
  const stored = localStorage.getItem(STORED);
  return stored === null ? null : Number(stored);
}

/** Asked at `askedAt` and heard now: the answer was written about half way. */
export function noteServerTime(serverAt: number, askedAt: number): void {
  localStorage.setItem(STORED, String(Math.round(serverAt - (askedAt + Date.now()) / 2)));
}
