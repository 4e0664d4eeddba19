import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findPackages, type FoundPackage } from "./find-packages.ts";
import { licenceFault } from "./judge-licence.ts";
import { licenceReport } from "./licence-report.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const WORKSPACES = ["core", "db", "tiles", "server", "web", "scripts"];

test("every package that is installed has a licence that may be used, and stands in the report", async () => {
  const packages = findPackages(ROOT, WORKSPACES);
  const faults = packages.flatMap((each) => {
    const fault = licenceFault(each);
    return fault === undefined ? [] : [`${each.name}@${each.version}: ${fault}`];
  });
  expect(faults).toEqual([]);
  expect(packages.length).toBeGreaterThan(200);
  for (const name of ["fastify", "maplibre-gl", "pg", "vitest", "pino", "prom-client"])
    expect(packages.map((each) => each.name)).toContain(name);
  expect(packages.find(({ name }) => name === "vitest")?.use).toBe("tools");
  expect(packages.find(({ name }) => name === "pino")?.use).toBe("product");
  await expect(licenceReport(packages)).toMatchFileSnapshot("../../../docs/licences.md");
  console.info(`${packages.length} packages and their licences`);
});

test("a licence with conditions, an unknown one and none at all are found", () => {
  const fault = (licence: string, use: FoundPackage["use"] = "product") =>
    licenceFault({ name: "x", version: "1.0.0", licence, use });
  for (const licence of ["MIT", "(MIT OR GPL-3.0)", "Apache-2.0 AND BSD-3-Clause"])
    expect([licence, fault(licence)]).toEqual([licence, undefined]);
  for (const licence of [
    "",
    "GPL-3.0",
    "AGPL-3.0-only",
    "SEE LICENSE IN x",
    "UNLICENSED",
    "MPL-2.0",
  ])
    expect([licence, fault(licence)]).toEqual([licence, expect.any(String)]);
  expect(fault("MIT AND GPL-2.0")).toBeDefined();
  expect(fault("MPL-2.0", "tools")).toBeUndefined();
  expect(fault("GPL-3.0", "tools")).toBeDefined();
});

test("what a package asks for is followed, also in a circle; builds for one platform are left out", async () => {
  const root = await mkdtemp(join(tmpdir(), "onegrid-licences-"));
  const put = async (path: string, manifest: object): Promise<void> => {
    await mkdir(join(root, path), { recursive: true });
    await writeFile(
      join(root, path, "package.json"),
      JSON.stringify({ version: "1.0.0", ...manifest }),
    );
  };
  await put("", { name: "root", devDependencies: { tool: "1" } });
  await put("a", { name: "a", dependencies: { lib: "1", "@onegrid/core": "1" } });
  await put("a/node_modules/lib", {
    name: "lib",
    license: "MIT",
    dependencies: { deep: "1", native: "1" },
  });
  await put("a/node_modules/deep", {
    name: "deep",
    licenses: [{ type: "ISC" }],
    dependencies: { lib: "1" },
  });
  await put("a/node_modules/native", { name: "native", os: ["linux"] });
  await put("node_modules/tool", { name: "tool", dependencies: { gone: "1" } });
  const found = findPackages(root, ["a"]).map(
    ({ name, licence, use }) => `${name} ${licence} ${use}`,
  );
  await rm(root, { recursive: true });
  expect(found).toEqual(["deep ISC product", "lib MIT product", "tool  tools"]);
});
