/**
 * A backup is text, a JSON value a line: the header; for each table its name and columns, then its
 * rows as arrays of PostgreSQL's own text forms; the sequences; and the end with the number of rows
 * and the SHA-256 of all lines before it. The same on both databases: what one wrote the other reads.
 */
export const FORMAT = 1;

export interface HeaderLine {
  readonly onegrid: "backup";
  readonly format: number;
  /** Migrations that the schema had, oldest first. */
  readonly migrations: readonly string[];
  /** ISO 8601. */
  readonly at: string;
}

export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

export type RowLine = readonly (string | null)[];

export interface SequenceLine {
  readonly sequence: string;
  readonly value: string;
}

export interface EndLine {
  readonly end: true;
  readonly rows: number;
  /** SHA-256 in hexadecimal of every line before, each with its line feed. */
  readonly digest: string;
}
