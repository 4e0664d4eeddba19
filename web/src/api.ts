/** One request and its problem. Routes are values with types; each capability lists its own. */

/** What the server says when it does not do something (RFC 9457), or what we say for it. */
export interface ProblemDetails {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  /** The request's id in the server's log; empty when the server was never reached. */
  readonly requestId: string;
  /** All members of the body: the values that explain the code. */
  readonly values: Readonly<Record<string, unknown>>;
}

export class ApiProblem extends Error {
  readonly problem: ProblemDetails;
  constructor(problem: ProblemDetails) {
    super(`${problem.code} (${problem.status}) ${problem.detail}`);
    this.name = "ApiProblem";
    this.problem = problem;
  }
}

export const isProblem = (error: unknown, code?: string): error is ApiProblem =>
  error instanceof ApiProblem && (code === undefined || error.problem.code === code);

/** The server or its database was away: nothing was done, and asking again will help. */
export const isAway = (error: unknown): boolean =>
  isProblem(error, "network.unreachable") || isProblem(error, "db.restarting");

type ParamNames<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | ParamNames<`/${More}`>
    : Rest
  : never;

type Query = Readonly<Record<string, string | number | boolean | undefined>>;
type Method = "GET" | "POST" | "PUT" | "DELETE";

/** The types of a request live in the route's type only; nothing checks the reply at run time. */
export interface Route<Path extends string, Body, Reply> {
  readonly method: Method;
  readonly path: Path;
  readonly types?: (body: Body) => Reply;
}

/**
 * `const openPlan = route<PlanBody, Plan>()("POST", "/api/plans/:id/open")`; then
 * `await call(openPlan, { params: { id }, body })`.
 */
export const route =
  <Body = undefined, Reply = void>() =>
  <Path extends string>(method: Method, path: Path): Route<Path, Body, Reply> => ({ method, path });

type Needs<Path extends string, Body> = ([ParamNames<Path>] extends [never]
  ? object
  : { readonly params: Readonly<Record<ParamNames<Path>, string | number>> }) &
  (Body extends undefined ? object : { readonly body: Body });

export type CallArguments<Path extends string, Body> = Needs<Path, Body> & {
  readonly query?: Query;
  readonly signal?: AbortSignal;
};

interface LooseArguments {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The address of a route with its parameters filled in; also for `href`s and downloads. */
export function addressOf(path: string, params: LooseArguments["params"], query?: Query): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params?.[name];
    if (value === undefined) throw new Error(`no value for :${name} of ${path}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? filled : `${filled}?${search}`;
}

/** Waits in ms between tries while the database comes back: about 15 s together. */
const RESTART_WAITS = [400, 800, 1_600, 3_000, 4_000, 5_000];

const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/**
 * Sends the request and gives the reply. Throws `ApiProblem` for every refusal, also when the
 * server cannot be reached (`network.unreachable`). `503 db.restarting` means that nothing was
 * done: it is tried again, for about 15 s, whatever the method.
 */
export async function call<Path extends string, Body, Reply>(
  target: Route<Path, Body, Reply>,
  ...[args]: object extends Needs<Path, Body>
    ? [args?: CallArguments<Path, Body>]
    : [args: CallArguments<Path, Body>]
): Promise<Reply> {
  const given: LooseArguments = args ?? {};
  for (const wait of [...RESTART_WAITS, null]) {
    const response = await send(
      target.method,
      addressOf(target.path, given.params, given.query),
      given,
    );
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract is the route's type
    if (response.ok) return (await readReply(response)) as Reply;
    const problem = await readProblem(response);
    if (problem.code !== "db.restarting" || wait === null) throw new ApiProblem(problem);
    await pause(wait, given.signal);
  }
  throw new Error("unreachable");
}

let speaker: string | null = null;

/**
 * From now on requests say whose page this is, and the server refuses them under another's session: two
 * people may share a browser. Who is signed in can still be asked.
 */
export const speakAs = (accountId: string | null): void => {
  speaker = accountId;
};

/** Whose page this is, as a header. */
export const speakerHeader = (): Record<string, string> =>
  speaker === null ? {} : { "x-onegrid-account": speaker };

async function send(method: Method, address: string, args: LooseArguments): Promise<Response> {
  const { body } = args;
  // A FormData brings its own content type, with the boundary.
  const isJson = body !== undefined && !(body instanceof FormData);
  const init: RequestInit = {
    method,
    credentials: "same-origin",
    headers: {
      ...headersFor(method, isJson),
      ...(address.startsWith("/api/access/") ? {} : speakerHeader()),
    },
  };
  if (args.signal !== undefined) init.signal = args.signal;
  if (body !== undefined) init.body = body instanceof FormData ? body : JSON.stringify(body);
  try {
    return await fetch(address, init);
  } catch (error) {
    if (args.signal?.aborted === true) throw error;
    throw new ApiProblem({
      code: "network.unreachable",
      status: 0,
      detail: String(error),
      requestId: "",
      values: {},
    });
  }
}

function headersFor(method: Method, isJson: boolean): Record<string, string> {
  return {
    accept: "application/json, application/problem+json",
    ...(isJson ? { "content-type": "application/json" } : {}),
    // A page of another origin cannot set it: the server refuses changes without it (CSRF).
    ...(method === "GET" ? {} : { "x-onegrid": "1" }),
  };
}

async function readReply(response: Response): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  if (response.status === 204 || response.headers.get("content-length") === "0") return undefined;
  if (type.includes("json")) return response.json();
  return type.startsWith("application/octet-stream") ? response.arrayBuffer() : response.text();
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** A body that is no problem document (a proxy's page) still gives a problem with a code. */
export async function readProblem(response: Response): Promise<ProblemDetails> {
  const body: unknown = await response.json().catch(() => null);
  const values = isRecord(body) ? body : {};
  const read = (key: string): string => {
    const value = values[key];
    return typeof value === "string" ? value : "";
  };
  return {
    code: read("code") || (response.status >= 500 ? "server.fault" : "request.invalid"),
    status: response.status,
    detail: read("detail") || read("title"),
    requestId: read("instance") || (response.headers.get("x-request-id") ?? ""),
    values,
  };
}
