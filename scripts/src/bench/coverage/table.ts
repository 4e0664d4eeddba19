/** A line of the table: what is wanted, ours, others in the same run, and whether they agree. */
export interface Row {
  readonly figure: string;
  readonly wanted: string;
  readonly ours: string;
  /** One entry a peer: `scipy 110 ms`. */
  readonly peers?: readonly string[];
  /** How the results, not the times, were compared with each other. */
  readonly checked?: string;
  /** `null`: nothing was asked for, or nobody was there to compare with. */
  readonly isMet: boolean | null;
}

const COLUMNS = ["figure", "wanted", "ours", "peers, same run", "results compared", "verdict"];

/** As a Markdown table, for a terminal as for a page. */
export function tableText(rows: readonly Row[]): string {
  const lines = rows.map(({ figure, wanted, ours, peers, checked, isMet }) => {
    const verdict = isMet === null ? "–" : isMet ? "met" : "**missed**";
    const others = (peers ?? []).filter((peer) => peer !== "").join("; ");
    return [figure, wanted, ours, others, checked ?? "", verdict];
  });
  const rule = COLUMNS.map(() => "---");
  return [COLUMNS, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What a peer says, or nothing where it was not there. */
export const peer = (name: string, says: string | null | undefined): string =>
  (says ?? "") === "" ? "" : `${name} ${says}`;
