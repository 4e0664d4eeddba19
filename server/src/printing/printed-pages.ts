import type { SheetLabel } from "@onegrid/core/division";

/** What `pages.typ` sets; all lengths in millimetres, all words ready to be read. */
export type PrintedPages = {
  readonly lang: "zh" | "en";
  readonly region: "cn" | "gb";
  readonly words: { readonly buildings: string };
} & (
  | { readonly kind: "boards"; readonly pages: readonly BoardPage[] }
  | { readonly kind: "sheets"; readonly pages: readonly SheetPage[] }
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
  readonly kind: "line" | "fill" | "star";
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

export interface GridLine {
  readonly color: string;
  readonly code: string;
  readonly name: string;
  readonly households: string;
  readonly buildings: string;
}
