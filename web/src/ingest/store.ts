import type { ImportReply } from "@onegrid/core/ingest/contract";
import { create } from "zustand";
import type { FileDraft, LayerDraft } from "./drafts.ts";

/** Where the user is in the wizard, with what belongs there. */
export type Stage =
  | { readonly kind: "choose"; readonly problem: string | null; readonly note: string | null }
  | {
      readonly kind: "upload";
      readonly sent: number;
      readonly total: number;
      readonly cancel: () => void;
    }
  | { readonly kind: "plan"; readonly id: string; readonly problem: string | null }
  | {
      readonly kind: "run";
      readonly id: string;
      readonly reply: ImportReply;
      readonly isCancelling: boolean;
    }
  | { readonly kind: "done"; readonly reply: ImportReply };

export interface IngestState {
  readonly stage: Stage;
  readonly files: readonly FileDraft[];
  /** Key of the layer in hand: drawn stronger, its card open. */
  readonly activeKey: string | null;
  /** Name of an area to make; empty: none. */
  readonly around: string;
  readonly showsRejects: boolean;
}

export const START: IngestState = {
  stage: { kind: "choose", problem: null, note: null },
  files: [],
  activeKey: null,
  around: "",
  showsRejects: false,
};

export const useIngest = create<IngestState>(() => START);

export function changeFile(name: string, change: (file: FileDraft) => FileDraft): void {
  useIngest.setState(({ files }) => ({
    files: files.map((file) => (file.name === name ? change(file) : file)),
  }));
}

export function changeLayer(key: string, change: (layer: LayerDraft) => LayerDraft): void {
  useIngest.setState(({ files }) => ({
    files: files.map((file) =>
      file.layers.some((layer) => layer.key === key)
        ? {
            ...file,
            layers: file.layers.map((layer) => (layer.key === key ? change(layer) : layer)),
          }
        : file,
    ),
  }));
}

export function findLayer(key: string): { file: FileDraft; layer: LayerDraft } | null {
  for (const file of useIngest.getState().files)
    for (const layer of file.layers) if (layer.key === key) return { file, layer };
  return null;
}
