/** What the phone keeps: a small database of the browser, safe against the end of the page. */

const NAME = "onegrid-field";
const VERSION = 1;

/** `entries`: the outbox. `photos`: pictures that wait in it. `kept`: what was read last, by account. */
export type StoreName = "entries" | "photos" | "kept";
const KEYS: Readonly<Record<StoreName, string | string[]>> = {
  entries: ["accountId", "entry.key"],
  photos: "id",
  kept: ["accountId", "name"],
};

let opened: Promise<IDBDatabase> | null = null;

function openDb(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.addEventListener("upgradeneeded", () => {
      for (const [store, keyPath] of Object.entries(KEYS))
        request.result.createObjectStore(store, { keyPath });
    });
    request.addEventListener("success", () => {
      // Another page has a newer shape of it: this one gives way, and opens it again when it needs to.
      request.result.addEventListener("versionchange", () => {
        request.result.close();
        opened = null;
      });
      resolve(request.result);
    });
    request.addEventListener("error", () => {
      opened = null;
      reject(request.error ?? new Error("the phone's store does not open"));
    });
  });
  return opened;
}

const whenDone = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () =>
      reject(transaction.error ?? new Error("nothing was kept")),
    );
  });

/** Reads and writes in one transaction; resolves once it is on the disk as far as the browser tells. */
export async function onDevice<T>(
  stores: readonly StoreName[],
  work: (open: (store: StoreName) => IDBObjectStore) => Promise<T> | T,
): Promise<T> {
  const db = await openDb();
  const transaction = db.transaction([...stores], "readwrite", { durability: "strict" });
  const done = whenDone(transaction);
  const result = await work((store) => transaction.objectStore(store));
  await done;
  return result;
}

/** The answer of one request; inside `onDevice` nothing else may be waited for. */
export const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(request.error ?? new Error("the phone's store did not answer")),
    );
  });

/** Every row of an account: keys are `[accountId, …]`. */
export const ofAccount = (accountId: string): IDBKeyRange =>
  IDBKeyRange.bound([accountId], [accountId, []]);
