/**
 * Keeps the phone page (外勤) on the phone: its document and every file that it may load, of one version. It
 * never touches an answer of the server: what somebody read is in the page's own store, by account, and goes
 * when they sign out.
 */

interface ExtendableEvent extends Event {
  readonly waitUntil: (done: Promise<unknown>) => void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}
interface WorkerScope {
  readonly location: Location;
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  addEventListener(type: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the page's own types do not know workers
const scope = self as unknown as WorkerScope;

/** The build puts the files of the page in here (`vite.config.ts`). */
declare const SHELL_FILES: readonly string[];
declare const SHELL_VERSION: string;

const PREFIX = "onegrid-shell-";
const CACHE = `${PREFIX}${SHELL_VERSION}`;
const DOCUMENT = "/field";

scope.addEventListener("install", (event) => event.waitUntil(keepShell()));
scope.addEventListener("activate", (event) => event.waitUntil(takeOver()));
scope.addEventListener("message", ({ data }) => {
  // Somebody has agreed to the newer page: until then the old one keeps its own files.
  if (data === "take-over") void scope.skipWaiting();
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== scope.location.origin) return;
  if (request.mode === "navigate") event.respondWith(kept(DOCUMENT, request));
  else if (pathname.startsWith("/assets/")) event.respondWith(kept(pathname, request));
});

/** All of it or nothing: a page that was kept in part would break without a line. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([new Request(DOCUMENT, { cache: "reload" }), ...SHELL_FILES]);
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

async function kept(name: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}
