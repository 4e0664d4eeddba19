import { Problem } from "../../problem.ts";

/** What a computation is given by those who wait for it. */
export interface Work<Step> {
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  /** Says what begins now, and ends here if nobody wants it. */
  readonly begin: (step: Step) => void;
}

/**
 * One computation that several may wait for. When all of them have left before its end it is given
 * up: a reader who moves a slider leaves no queue behind. Somebody without a signal never leaves.
 */
export class SharedAnswer<T, Step extends string = string> {
  readonly whole: Promise<T>;
  step: Step | undefined;
  readonly #givingUp = new AbortController();
  #waiting = 0;

  constructor(compute: (work: Work<Step>) => Promise<T>) {
    const { signal } = this.#givingUp;
    const begin = (step: Step): void => {
      signal.throwIfAborted();
      this.step = step;
    };
    this.whole = compute({ signal, begin });
    // Those who wait hear of it; there may be none left.
    this.whole.catch(() => undefined);
  }

  get isGivenUp(): boolean {
    return this.#givingUp.signal.aborted;
  }

  /** `leaving`: aborted when this one does not wait any more. */
  wait(leaving?: AbortSignal): Promise<T> {
    this.#waiting++;
    if (!leaving) return this.whole;
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => reject(this.#leave());
      if (leaving.aborted) return leave();
      leaving.addEventListener("abort", leave, { once: true });
      const settled = (): void => leaving.removeEventListener("abort", leave);
      this.whole.then(resolve, reject).finally(settled);
    });
  }

  #leave(): Problem {
    const nobody = new Problem({ code: "coverage.computing-stopped" });
    if (--this.#waiting === 0) this.#givingUp.abort(nobody);
    return nobody;
  }
}
