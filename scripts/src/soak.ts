/** What takes long and is worth it now and then: `npm run soak -- chaos --kills 500`. */
const soaks: Readonly<Record<string, () => Promise<(args: readonly string[]) => Promise<void>>>> = {
  laws: () => import("./soak/laws.ts").then((file) => file.soakLaws),
  doors: () => import("./soak/laws.ts").then((file) => file.soakDoors),
  chaos: () => import("./soak/chaos.ts").then((file) => file.soakChaos),
  races: () => import("./soak/races.ts").then((file) => file.soakRaces),
};

const [name = "laws", ...args] = process.argv.slice(2);
const load = soaks[name];
if (load === undefined) {
  process.stderr.write(`Soaks: ${Object.keys(soaks).join(", ")}\n`);
  process.exitCode = 64;
} else {
  const run = await load();
  await run(args);
}
