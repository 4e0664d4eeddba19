/** How alike two sets are, member by member: 1 when they are the same. */
export class Jaccard {
  #both = 0;
  #either = 0;

  add(isInOne: boolean, isInOther: boolean): void {
    if (isInOne || isInOther) this.#either++;
    if (isInOne && isInOther) this.#both++;
  }

  get value(): number {
    return this.#either === 0 ? 1 : this.#both / this.#either;
  }

  /** `0.9962 (2,345 of 2,354)`. */
  text(): string {
    return `${this.value.toFixed(4)} (${this.#both} of ${this.#either})`;
  }
}
