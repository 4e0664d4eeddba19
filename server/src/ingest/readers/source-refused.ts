import type { FileRefusal } from "@onegrid/core/ingest";

/** Thrown by readers when the whole file cannot be taken; carries the refusal for the answer. */
export class SourceRefused extends Error {
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal) {
    super(refusal.code);
    this.name = "SourceRefused";
    this.refusal = refusal;
  }
}

export function refuse(refusal: FileRefusal): never {
  throw new SourceRefused(refusal);
}
