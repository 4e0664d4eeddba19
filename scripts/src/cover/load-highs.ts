import type { HighsLike } from "@onegrid/core/coverage/siting";
import * as highs from "highs";

type Load = () => Promise<HighsLike>;

/** Its types describe the CommonJS file, what Node loads is the ES module: the loader is `default`. */
const isLoader = (value: unknown): value is Load => typeof value === "function";

/** HiGHS, the exact solver, as WebAssembly. */
export async function loadHighs(): Promise<HighsLike> {
  const load: unknown = highs.default;
  if (!isLoader(load)) throw new Error("the package highs has no loader");
  return load();
}
