/** What the address of the duty list says: the page of it, and the question of “who answers?”. */
export interface DutySearch {
  readonly tab?: string;
  /** A class. */
  readonly class?: string;
  /** `lng,lat`, with what the place is called. */
  readonly at?: string;
  readonly place?: string;
  readonly day?: string;
}

const LONGEST = 200;

/** Keeps what is known of an address. */
export function readDutySearch(raw: Record<string, unknown>): DutySearch {
  const word = <K extends keyof DutySearch>(name: K): Pick<DutySearch, K> | undefined => {
    const value = raw[name];
    const isWord = typeof value === "string" && value !== "" && value.length <= LONGEST;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every part of it is text
    return isWord ? ({ [name]: value } as Pick<DutySearch, K>) : undefined;
  };
  return { ...word("tab"), ...word("class"), ...word("at"), ...word("place"), ...word("day") };
}
