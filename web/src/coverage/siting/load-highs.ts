import type { HighsLike } from "@onegrid/core/coverage/siting";
import * as highs from "highs";
import wasmAddress from "highs/runtime?url";

type Load = (options: { locateFile: () => string }) => Promise<HighsLike>;

/** Its types describe the CommonJS file, what is bundled is the ES module: the loader is `default`. */
const isLoader = (value: unknown): value is Load => typeof value === "function";

/** HiGHS, the exact solver, as WebAssembly: 3.5 MB that only this worker fetches. */
export async function loadHighs(): Promise<HighsLike> {
  const load: unknown = highs.default;
  if (!isLoader(load)) throw new Error("the package highs has no loader");
  return load({ locateFile: () => wasmAddress });
}
