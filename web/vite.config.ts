import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { shellFiles } from "./shell-files.ts";

/** Where `vite dev` sends what the server answers; the built page is served by the server itself. */
const server = process.env["ONEGRID_SERVER"] ?? "http://127.0.0.1:8686";
const proxy = {
  "/api": { target: server, changeOrigin: false },
  "/tiles": { target: server, changeOrigin: false },
};

export default defineConfig({
  // The config may be loaded from the repository's root; the application's own root is here.
  root: import.meta.dirname,
  plugins: [react(), shellFiles()],
  // HiGHS asks for this on Node only. That a browser has none is no news to whoever starts the product.
  resolve: { alias: { "node:module": "data:text/javascript,export const createRequire = null;" } },
  server: { proxy },
  preview: { proxy },
  build: {
    outDir: "dist",
    target: "es2023",
    // Which source is in which chunk, for the test that watches the first load.
    manifest: process.env["VITE_E2E"] === "1" ? "chunks.json" : false,
    // The map library is one chunk of 280 kB gzip by design; the budget test watches the rest.
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, "index.html"),
        "service-worker": join(import.meta.dirname, "src/service-worker.ts"),
      },
      output: {
        // A worker is known by its address, which must stay.
        entryFileNames: ({ name }) =>
          name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js",
        codeSplitting: {
          groups: [
            {
              name: "react",
              test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
              priority: 3,
            },
            // What every page and then every desk begins with, with all that it needs: cut up by who else
            // needs a part of it, it weighs some kB more. The one with the higher priority takes first.
            {
              name: "start",
              test: /[\\/]web[\\/]src[\\/](app|shell[\\/]start-from-link)\.tsx?$/,
              priority: 2,
            },
            {
              name: "desk-start",
              test: /[\\/]web[\\/]src[\\/](map[\\/](drawing|catalog|first-view)|shell[\\/]status)\.ts$/,
              priority: 1,
            },
            { name: "maplibre", test: /node_modules[\\/].*maplibre-gl[\\/]/, priority: 3 },
          ],
        },
      },
    },
  },
});
