import { closeSync, fsyncSync, openSync } from "node:fs";
import { PGlite, type Extension } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import { startupMessage } from "./wire-messages.ts";

/** PostgreSQL in this process, spoken to in its own wire protocol, one batch at a time. */
export interface Engine {
  /** What the database answers a client that connects: sent again to each, it costs nothing. */
  readonly greeting: Buffer;
  /**
   * Runs whole messages up to a Sync, a Flush or one simple query, and answers the raw reply.
   * When it comes back, what was committed is on the disk.
   * Throws when the database itself broke: nothing it says after that can be trusted.
   */
  readonly run: (batch: Uint8Array) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** PGlite switches fsync off (`-F`): a power cut could take acknowledged commits, or the whole folder. */
const START = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  "-c",
  "fsync=on",
  "-c",
  "wal_sync_method=fsync",
];

/** Its numbers for "PostgreSQL raised an error and jumped to its handler": see `pgl_longjmp`. */
const POSTGRES_ERROR = 100;

/** The parts of the Emscripten module that are used here; PGlite does not type them. */
interface Runtime {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly UTF8ToString: (pointer: number, maxBytes?: number) => string;
  readonly FS: {
    readonly filesystems: {
      readonly NODEFS: {
        readonly stream_ops: Record<string, unknown>;
        readonly realPath: (node: object) => string;
      };
    };
  };
  _PostgresMainLoopOnce: () => void;
  readonly _pgl_getPGliteExitStatus: () => number;
  readonly _palloc: (bytes: number) => number;
  readonly _errstart: (level: number, domain: number) => number;
  readonly _errmsg_internal: (format: number, values: number) => number;
  readonly _errfinish: (file: number, line: number, routine: number) => void;
}
const isLoaded = (database: object): database is { Module: Runtime } => "Module" in database;

function runtimeOf(database: object): Runtime {
  if (isLoaded(database)) return database.Module;
  throw new Error("this PGlite does not show its module: check its version");
}

type RuntimeOptions = {
  instantiateWasm: (imports: WebAssembly.Imports, done: unknown) => unknown;
  preRun: ((runtime: Runtime) => void)[];
};

const ERROR_LEVEL = 21; // elog.h

/**
 * A C++ exception inside GEOS or PROJ becomes a PostgreSQL error. The build has no C++ exceptions:
 * left alone, a throw ends the statement half-way, and the caller sees success with no rows or waits
 * for ever. `ereport(ERROR)` at the place of the throw takes PostgreSQL's own way out: the
 * statement fails, its transaction is undone, and the session goes on.
 */
function raiseException(runtime: Runtime, exception: number): void {
  // std::runtime_error, which all GEOS exceptions are: the pointer to its text follows the table pointer.
  const what = runtime.UTF8ToString(runtime.HEAPU32[(exception + 4) >> 2] ?? 0, 500);
  const text = (value: string): number => {
    const bytes = Buffer.from(`${value}\0`);
    const pointer = runtime["_palloc"](bytes.length);
    runtime.HEAPU8.set(bytes, pointer);
    return pointer;
  };
  runtime["_errstart"](ERROR_LEVEL, 0);
  runtime["_errmsg_internal"](text(`geometry engine: ${what}`.replaceAll("%", "%%")), 0);
  runtime["_errfinish"](text("geometry"), 0, text("throw"));
}

/** Emscripten's view of the disk has no fsync at all: with this PostgreSQL's own calls arrive. */
function passFsync({ FS }: Runtime): void {
  const { NODEFS } = FS.filesystems;
  NODEFS.stream_ops["fsync"] = ({ nfd, node }: { nfd?: number; node: object }) => {
    if (nfd === undefined) syncFolder(NODEFS.realPath(node));
    else fsyncSync(nfd);
    return 0;
  };
}

/** A new file is safe once its folder is: Emscripten opens folders without a handle of the system. */
function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Both repairs go in where PGlite lets an extension change how the module is made. */
const repairs: Extension = {
  name: "repairs",
  setup: async (database, options: RuntimeOptions) => {
    const instantiateWasm: RuntimeOptions["instantiateWasm"] = (imports, done) => {
      Object.assign(imports["env"] ?? {}, {
        __cxa_throw: (exception: number) => raiseException(runtimeOf(database), exception),
      });
      return options.instantiateWasm(imports, done);
    };
    return {
      emscriptenOpts: { ...options, instantiateWasm, preRun: [...options.preRun, passFsync] },
    };
  },
};

/** `folder` is a path or `memory://`; `template` is a data folder as a tar file, for an empty `folder`. */
export async function openEngine(folder: string, template?: Blob): Promise<Engine> {
  const database = await PGlite.create({
    dataDir: folder,
    startParams: START,
    extensions: { postgis, repairs },
    ...(template && { loadDataDir: template }),
  });
  const broken = watchForCrash(runtimeOf(database));
  const run = async (batch: Uint8Array): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    await database.execProtocolRawStream(batch, {
      onRawData: (data) => chunks.push(Buffer.from(data)),
    });
    const crash = broken();
    if (crash) throw crash;
    return Buffer.concat(chunks);
  };
  return {
    greeting: await run(startupMessage()),
    run,
    close: () => database.close(),
  };
}

/** PGlite swallows every exception of a statement. Only PostgreSQL's own jump is harmless. */
function watchForCrash(runtime: Runtime): () => Error | undefined {
  let crash: Error | undefined;
  const once = runtime["_PostgresMainLoopOnce"];
  runtime["_PostgresMainLoopOnce"] = () => {
    try {
      once();
    } catch (error) {
      if (runtime["_pgl_getPGliteExitStatus"]() !== POSTGRES_ERROR)
        crash ??= new Error(`the database crashed: ${String(error)}`, { cause: error });
      throw error;
    }
  };
  return () => crash;
}
