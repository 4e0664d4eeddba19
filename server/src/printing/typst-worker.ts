import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

/** Sets pages with Typst, off the server's thread: the compiler is one long call. */
const find = createRequire(import.meta.url);
const face = (name: string): Buffer =>
  readFileSync(find.resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`));

const compiler = NodeCompiler.create({
  fontArgs: [
    {
      fontBlobs: [face("400Regular/NotoSansSC_400Regular"), face("700Bold/NotoSansSC_700Bold")],
    },
  ],
});
const mainFileContent = readFileSync(new URL("pages.typ", import.meta.url), "utf8");

parentPort?.on("message", (data: string) => {
  const pdf = compiler.pdf({ mainFileContent, inputs: { data } });
  // What was set before is of no use for the next pages.
  compiler.evictCache(0);
  const bytes = new Uint8Array(pdf);
  parentPort?.postMessage(bytes, [bytes.buffer]);
});
