import type { SitingInstance } from "./instance.ts";
import { Multipliers } from "./multipliers.ts";
import { PlanState } from "./plan-state.ts";
import { searchPlan, type Plan, type SearchPhase } from "./search-plan.ts";
import { chooseGreedily, dropNeedless } from "./search.ts";
import type { SitingOptions, SitingPlan } from "./solve-siting.ts";

const STEPS_FOR_FEWEST = 300;
const REPORT_EVERY = 10;
const SHARPEN_EVERY = 20;
const SHARPEN_BY = 0.7;

/**
 * Fewest sites that cover `needed` households. From above: a greedy plan. From below: how many sites
 * the bound asks for at least; then that number is tried, and one more, until a plan is found.
 */
export function* findFewest(
  instance: SitingInstance,
  needed: number,
  options: SitingOptions,
): Generator<SitingPlan, SitingPlan> {
  const search = new FewestSearch(instance, needed);
  search.findFirst();
  yield search.plan("greedy");
  yield* search.closeIn();
  yield* search.tryFewer(options);
  return search.plan("exact");
}

class FewestSearch {
  readonly #instance: SitingInstance;
  readonly #needed: number;
  #best: Plan | null = null;
  #completed: readonly number[] = [];
  /** New stations that every plan takes at least. */
  #fewest: number;

  constructor(instance: SitingInstance, needed: number) {
    this.#instance = instance;
    this.#needed = needed;
    this.#fewest = instance.taken.length;
  }

  get #count(): number {
    return this.#best?.candidates.length ?? Infinity;
  }

  plan(phase: SearchPhase): SitingPlan {
    const best = this.#best;
    const count = best?.candidates.length ?? 0;
    const fewest = Math.min(this.#fewest, this.#count);
    return {
      phase,
      candidates: best?.candidates ?? null,
      covered: best?.covered ?? this.#instance.base,
      bound: fewest,
      boundOf: "stations",
      gap: count === 0 ? 0 : (count - fewest) / count,
      proven: best !== null && fewest === count,
    };
  }

  findFirst(): void {
    const state = new PlanState(this.#instance);
    chooseGreedily(state, this.#needed);
    dropNeedless(state, this.#needed);
    if (state.isFeasible && state.covered >= this.#needed) this.#offer(state);
  }

  *closeIn(): Generator<SitingPlan> {
    const taken = this.#instance.taken.length;
    const room = Math.max(1, this.#count - taken);
    if (!Number.isFinite(room)) return;
    const prices = new Multipliers({ ...this.#instance, room });
    for (let step = 1; step <= STEPS_FOR_FEWEST && this.#fewest < this.#count; step++) {
      prices.step();
      if (step % SHARPEN_EVERY === 0) prices.sharpen(SHARPEN_BY);
      if (step % REPORT_EVERY !== 0) continue;
      const before = this.#fewest;
      this.#fewest = Math.max(before, taken + prices.fewestSites(this.#needed));
      yield this.plan("bound");
    }
  }

  /** From the fewest up: each number is found enough, or proven too few, or left open. */
  *tryFewer(options: SitingOptions): Generator<SitingPlan> {
    const taken = this.#instance.taken.length;
    for (let count = this.#fewest; count < this.#count; count++) {
      const room = count - taken;
      const steps = searchPlan({ ...this.#instance, room }, { ...options, target: this.#needed });
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) {
        if (step.value.best !== null) this.#complete(step.value.best);
        yield this.plan(step.value.phase);
      }
      const { best, bound } = step.value;
      if (best !== null && best.covered >= this.#needed) this.#best = best;
      else if (bound < this.#needed && count === this.#fewest) this.#fewest = count + 1;
      yield this.plan(step.value.phase);
    }
  }

  /** A plan that falls short by little may need fewer more than the best one has. */
  #complete({ candidates }: Plan): void {
    if (candidates === this.#completed) return;
    this.#completed = candidates;
    const state = new PlanState(this.#instance);
    const isIn = new Set(candidates);
    const { candidateOf } = this.#instance;
    for (const [site, candidate] of candidateOf.entries()) if (isIn.has(candidate)) state.add(site);
    chooseGreedily(state, this.#needed);
    dropNeedless(state, this.#needed);
    const count = this.#instance.taken.length + state.chosen.size;
    if (state.isFeasible && state.covered >= this.#needed && count < this.#count)
      this.#offer(state);
  }

  #offer({ instance, chosen, covered }: PlanState): void {
    const sites = [...chosen].map((site) => instance.candidateOf[site] ?? 0);
    const candidates = [...instance.taken, ...sites].toSorted((a, b) => a - b);
    this.#best = { candidates, covered };
  }
}
