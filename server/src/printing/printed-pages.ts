import type { SheetLabel } from "@onegrid/core/division";

/** What `pages.typ` sets; all lengths in millimetres, all words ready to be read. */
export type PrintedPages = {
  readonly lang: "zh" | "en";
  readonly region: "cn" | "gb";
  readonly words: { readonly buildings: string };
} & (
  | { readonly kind: "boards"; readonly pages: readonly BoardPage[] }
  | { readonly kind: "sheets"; readonly pages: readonly SheetPage[] }
  | { readonly kind: "report"; readonly pages: readonly ReportPage[] }
);

interface Page {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** The whole page is enlarged by it. */
  readonly factor: number;
  readonly isWide: boolean;
  readonly above: string;
  readonly title: string;
  readonly titleSize: number;
  readonly kind: string;
  readonly state: string;
  readonly map: PrintedMap;
  readonly scale: string;
  readonly legend: readonly LegendItem[];
  readonly facts: readonly Fact[];
  readonly source: string;
  readonly printed: string;
  readonly watermark: string;
  readonly watermarkSize: number;
}

interface PrintedMap {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
  readonly labels: readonly SheetLabel[];
}

export interface LegendItem {
  readonly kind: "line" | "fill" | "star" | "dot";
  readonly text: string;
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[] | null;
  readonly svg: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly size: number;
  readonly wide: boolean;
}

export interface BoardPage extends Page {
  readonly buildings: string;
  readonly team: readonly { readonly role: string; readonly names: string }[];
  readonly contact: {
    readonly title: string;
    /** Empty: a line to write on. */
    readonly phone: string;
    readonly lines: readonly string[];
    readonly qr: string;
    readonly scan: string;
  };
}

export interface SheetPage extends Page {
  readonly columns: readonly string[];
  readonly columnsOfTable: number;
  readonly rows: readonly GridLine[];
  /** What does not fit beside the map goes on a page of its own. */
  readonly moreRows: readonly GridLine[];
}

interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Stands there when there are no rows. */
  readonly empty: string;
}

/** The leader's page about coverage. */
export interface ReportPage extends Page {
  readonly definition: { readonly label: string; readonly text: string; readonly note: string };
  readonly tiles: readonly {
    readonly label: string;
    readonly value: string;
    readonly note: string;
  }[];
  /** Parts of one bar, by households. */
  readonly states: readonly {
    readonly color: string;
    readonly part: number;
    readonly text: string;
  }[];
  /** Against a day before; empty: there is nothing to compare with. */
  readonly trend: string;
  readonly worst: ReportTable;
  readonly stations: ReportTable;
  readonly remarks: { readonly title: string; readonly lines: readonly string[] };
  /** Before a line to write the number on. */
  readonly approval: string;
}

export interface GridLine {
  readonly color: string;
  readonly code: string;
  readonly name: string;
  readonly households: string;
  readonly buildings: string;
}
