import type { OutboxEntry } from "@onegrid/core/dispatch";
import { create } from "zustand";
import type { DevicePhoto } from "./device-photos.ts";
import { keep, readKept } from "./kept.ts";
import { letGo, useOutbox, write } from "./outbox-store.ts";
import { loadPhoto } from "./outbox-disk.ts";
import { freshFix } from "./take-step.ts";

type Place = readonly [number, number];

/** A report that is being written on the phone. */
export interface FieldDraft {
  readonly description: string;
  readonly categoryId: string | null;
  readonly address: string;
  /** Where a photo was taken, as its camera wrote: offered, never taken over unasked. */
  readonly taken: Place | null;
  /** The same, chosen instead of where the phone is. */
  readonly photoPlace: Place | null;
  readonly photos: readonly DevicePhoto[];
  /** During an exercise (演练): this one is meant. */
  readonly isReal: boolean;
  /** The refused report that this one comes instead of. */
  readonly replaces: string | null;
}

const EMPTY: FieldDraft = {
  description: "",
  categoryId: null,
  address: "",
  taken: null,
  photoPlace: null,
  photos: [],
  isReal: false,
  replaces: null,
};

export const useDraft = create<FieldDraft>(() => EMPTY);

/** The same as it is kept: addresses of pictures hold for one page only. */
export type KeptDraft = Omit<FieldDraft, "photos"> & {
  readonly photos: readonly Omit<DevicePhoto, "url">[];
};

let timer: ReturnType<typeof setTimeout> | undefined;

/** Kept while it is written: a page that ends costs no word and no picture. */
export function changeDraft(change: Partial<FieldDraft>): void {
  useDraft.setState(change);
  clearTimeout(timer);
  timer = setTimeout(() => void keepDraft(), 300);
}

async function keepDraft(): Promise<void> {
  const { accountId } = useOutbox.getState();
  if (accountId === null) return;
  const { photos, ...rest } = useDraft.getState();
  const kept: KeptDraft = { ...rest, photos: photos.map(({ id, blob }) => ({ id, blob })) };
  await keep(accountId, "draft", kept);
}

const shown = ({ id, blob }: Omit<DevicePhoto, "url">): DevicePhoto => ({
  id,
  blob,
  url: URL.createObjectURL(blob),
});

/** Brings back what was being written when the page ended. */
export async function openDraft(accountId: string): Promise<void> {
  if (useDraft.getState() !== EMPTY) return;
  const kept = await readKept(accountId, "draft");
  if (kept !== null && useDraft.getState() === EMPTY)
    useDraft.setState({ ...EMPTY, ...kept.value, photos: kept.value.photos.map(shown) }, true);
}

/** Takes a refused report up again, to be changed. */
export async function draftFrom({ key, intent, photos }: OutboxEntry): Promise<void> {
  if (intent.kind !== "report" || useDraft.getState().replaces === key) return;
  const { description, categoryId, address, position } = intent.body;
  const found: DevicePhoto[] = [];
  for (const photo of photos) {
    const blob = await loadPhoto(photo.id);
    // Under a name of its own: the old one goes with the old entry.
    if (blob !== null) found.push(shown({ id: `${photo.id}.`, blob }));
  }
  changeDraft({
    description: text(description),
    categoryId: text(categoryId) || null,
    address: text(address),
    photoPlace: isPlace(position) ? [position[0], position[1]] : null,
    photos: found,
    isReal: intent.body["isReal"] === true,
    replaces: key,
  });
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const isPlace = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === "number");

export function dropDraft(): void {
  for (const { url } of useDraft.getState().photos) URL.revokeObjectURL(url);
  useDraft.setState(EMPTY, true);
  void keepDraft();
}

/** What is still needed: a class, and a place in one way or another. */
export function missingOfDraft(
  { categoryId, address, photoPlace }: FieldDraft,
  here: Place | null,
): "place" | "category" | null {
  if (photoPlace === null && here === null && address.trim() === "") return "place";
  return categoryId === null ? "category" : null;
}

/** Writes the report down, in place of the refused one where there is one, and begins to send it. */
export async function sendDraft(): Promise<void> {
  const draft = useDraft.getState();
  const { description, categoryId, address, photoPlace, photos, replaces } = draft;
  const accountId = useOutbox.getState().accountId ?? "";
  const fix = freshFix();
  const position = photoPlace ?? fix?.position ?? null;
  await write({
    intent: {
      kind: "report",
      body: {
        categoryId,
        description: description.trim(),
        channel: "patrol",
        ...(draft.isReal ? { isReal: true } : {}),
        ...(position === null ? {} : { position: [position[0], position[1]] }),
        ...(address.trim() === "" ? {} : { address: address.trim() }),
      },
    },
    photos: photos.map(({ id, blob }) => ({ id, blob, accountId })),
    seenVersion: 0,
    fix,
  });
  if (replaces !== null) await letGo(replaces);
  dropDraft();
}
