import { keptOf, outworn, pendingEntries, type OutboxEntry } from "@onegrid/core/dispatch";
import { answerOf, ofAccount, onDevice } from "./device-db.ts";

/** An entry and whose it is: another person on the same phone neither sees nor sends it. */
interface KeptEntry {
  readonly accountId: string;
  readonly entry: OutboxEntry;
}

/** A picture that waits; it goes once its entry is done with. */
export interface KeptPhoto {
  readonly id: string;
  readonly accountId: string;
  readonly blob: Blob;
}

const inOrder = (rows: readonly KeptEntry[]): OutboxEntry[] =>
  rows.map(({ entry }) => entry).toSorted((a, b) => a.seq - b.seq);

export const listEntries = (accountId: string): Promise<OutboxEntry[]> =>
  onDevice(["entries"], async (open) => {
    const rows: KeptEntry[] = await answerOf(open("entries").getAll(ofAccount(accountId)));
    return inOrder(rows);
  });

/** How many entries of other accounts are still to be sent from this phone; what they say stays theirs. */
export const countOthers = (accountId: string): Promise<number> =>
  onDevice(["entries"], async (open) => {
    const rows: KeptEntry[] = await answerOf(open("entries").getAll());
    const others = rows.filter((row) => row.accountId !== accountId);
    return pendingEntries(others.map(({ entry }) => entry)).length;
  });

/** Writes entries over what another page, or an earlier press, may have written meanwhile. */
export const saveEntries = (accountId: string, entries: readonly OutboxEntry[]): Promise<void> =>
  onDevice(["entries", "photos"], async (open) => {
    for (const next of entries) {
      const row: KeptEntry | undefined = await answerOf(open("entries").get([accountId, next.key]));
      const entry = keptOf(row?.entry, next);
      open("entries").put({ accountId, entry } satisfies KeptEntry);
      const isDone = entry.state.kind === "sent" || entry.state.kind === "withdrawn";
      if (isDone) for (const { id } of entry.photos) open("photos").delete(id);
    }
  });

/** Puts a new entry behind the others, with its pictures: all of it or nothing. */
export const addEntry = (
  accountId: string,
  make: (before: readonly OutboxEntry[]) => OutboxEntry | null,
  photos: readonly KeptPhoto[],
): Promise<OutboxEntry | null> =>
  onDevice(["entries", "photos"], async (open) => {
    const rows: KeptEntry[] = await answerOf(open("entries").getAll(ofAccount(accountId)));
    const entry = make(inOrder(rows));
    if (entry === null) return null;
    for (const photo of photos) open("photos").put(photo);
    open("entries").put({ accountId, entry } satisfies KeptEntry);
    return entry;
  });

export const loadPhoto = (id: string): Promise<Blob | null> =>
  onDevice(["photos"], async (open) => {
    const row: KeptPhoto | undefined = await answerOf(open("photos").get(id));
    return row?.blob ?? null;
  });

/** Proofs that are old go, with nothing else. */
export async function dropOutworn(accountId: string, now: number): Promise<void> {
  const old = outworn(await listEntries(accountId), now);
  if (old.length === 0) return;
  await onDevice(["entries"], (open) => {
    for (const { key } of old) open("entries").delete([accountId, key]);
  });
}
