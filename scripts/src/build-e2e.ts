import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWeb } from "./build-web.ts";

/** Builds the page that the browser journeys drive, so that servers that start together find it there. */
await buildWeb(join(dirname(fileURLToPath(import.meta.url)), "../.."), true);
