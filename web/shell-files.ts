import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** Sources that the phone page needs, besides what comes with the document. */
const PAGE =
  /\/src\/(?:dispatch\/field\/field-route\.tsx|ui\/plain-theme\.tsx|i18n\/(?:zh-cn|en)\.ts)$/;
const ROOM = /\/src\/i18n\/(?:zh-CN|en)\/(?:dispatch|field)\.json$/;
const WORKER = "service-worker.js";

/**
 * Tells the service worker which files the phone page is made of, and their version: a changed file makes a
 * changed worker, which is how a browser hears of a newer page.
 */
export const shellFiles = (): Plugin => ({
  name: "shell-files",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    const worker = bundle[WORKER];
    if (worker?.type !== "chunk") return;
    const files = new Set<string>();
    const add = (name: string): void => {
      const chunk = bundle[name];
      if (chunk?.type !== "chunk" || name === WORKER || files.has(name)) return;
      files.add(name);
      for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
      for (const each of chunk.imports) add(each);
    };
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      const source = chunk.facadeModuleId ?? "";
      if (chunk.isEntry || PAGE.test(source) || ROOM.test(source)) add(chunk.fileName);
    }
    const list = [...files].toSorted().map((name) => `/${name}`);
    const version = createHash("sha256").update(list.join()).digest("hex").slice(0, 16);
    worker.code = worker.code
      .replaceAll("SHELL_FILES", JSON.stringify(list))
      .replaceAll("SHELL_VERSION", JSON.stringify(version));
  },
});
