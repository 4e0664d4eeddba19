import type { PlanState } from "./plan-state.ts";

/**
 * Chooses what adds most for its price until nothing fits or adds. With one price for all this is the
 * greedy rule of maximal covering, at least 1 − 1/e of the best.
 * `enough`: stops when so many households are covered.
 */
export function chooseGreedily(state: PlanState, enough = Infinity): void {
  const { cost } = state.instance;
  while (state.covered < enough || state.unserved > 0) {
    let best = -1;
    let most = 0;
    for (let site = 0; site < cost.length; site++) {
      if (state.isChosen[site] === 1 || (cost[site] ?? 0) > state.room) continue;
      const rate = (state.worth[site] ?? 0) / (cost[site] ?? 1);
      if (rate > most) [best, most] = [site, rate];
    }
    if (best < 0) return;
    state.add(best);
  }
}

/** Swaps a chosen site for another as long as that brings something. Yields after each round over all sites. */
export function* swapSites(state: PlanState): Generator<PlanState> {
  const { cost } = state.instance;
  let quiet = 0;
  // A round ends early when every site was asked since the last swap.
  for (let site = 0; quiet < cost.length; site = (site + 1) % cost.length) {
    quiet++;
    if (state.isChosen[site] === 1 || (state.worth[site] ?? 0) <= 0) continue;
    const { gain, out } = state.bestSwap(site);
    if (out < 0 || gain <= 0) continue;
    state.remove(out);
    state.add(site);
    quiet = 0;
    if ((cost[out] ?? 0) > (cost[site] ?? 0)) chooseGreedily(state);
    yield state;
  }
}

/** Chooses by a fractional plan, the largest shares first, as far as there is room. */
export function fillByShare(state: PlanState, share: Float64Array): void {
  const { cost } = state.instance;
  const order = [...share.keys()].filter((site) => (share[site] ?? 0) > 0);
  order.sort((a, b) => (share[b] ?? 0) - (share[a] ?? 0) || a - b);
  for (const site of order) if ((cost[site] ?? 0) <= state.room) state.add(site);
}

/** Gives up chosen sites, those missed least first, while `enough` households stay covered. */
export function dropNeedless(state: PlanState, enough: number): void {
  for (;;) {
    const [least = -1] = state.leastMissed(0);
    if (least < 0 || state.covered - (state.worth[least] ?? 0) < enough) return;
    state.remove(least);
  }
}
