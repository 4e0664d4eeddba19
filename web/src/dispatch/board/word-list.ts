/** Words as numbers of two bytes, in the order in which they came. */
export class WordList {
  /** As which a column says that there is none. */
  static readonly NONE = 0xffff;
  readonly words: string[] = [];
  readonly #places = new Map<string, number>();

  /** The number of a word, which is new or known. Words beyond the last number are none. */
  place(word: string | null): number {
    if (word === null) return WordList.NONE;
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    if (this.words.length === WordList.NONE) return WordList.NONE;
    this.#places.set(word, this.words.length);
    return this.words.push(word) - 1;
  }

  /** The number of a word that is known; -1 otherwise: it equals nobody's. */
  find(word: string): number {
    return this.#places.get(word) ?? -1;
  }

  /** From the numbers of another list to those of this one. */
  joined(words: readonly string[]): (place: number | undefined) => number {
    const places = words.map((word) => this.place(word));
    return (place) => places[place ?? -1] ?? WordList.NONE;
  }
}
