/** One line per benchmark; each is loaded when it is asked for: `npm run bench -- coverage`. */
const benches: Readonly<Record<string, () => Promise<() => Promise<void>>>> = {
  access: () => import("./bench/access.ts").then((file) => file.benchAccess),
  coverage: () => import("./bench/coverage.ts").then((file) => file.benchCoverage),
  "coverage-server": () =>
    import("./bench/coverage-server.ts").then((file) => file.benchCoverageServer),
  desk: () => import("./bench/desk.ts").then((file) => file.benchDesk),
  dispatch: () => import("./bench/dispatch.ts").then((file) => file.benchDispatch),
  division: () => import("./bench/division.ts").then((file) => file.benchDivision),
  editing: () => import("./bench/editing.ts").then((file) => file.benchEditing),
  emergency: () => import("./bench/emergency.ts").then((file) => file.benchEmergency),
  ingest: () => import("./bench/ingest.ts").then((file) => file.benchIngest),
  replay: () => import("./bench/replay.ts").then((file) => file.benchReplay),
  rules: () => import("./bench/rules.ts").then((file) => file.benchRules),
  siting: () => import("./bench/coverage.ts").then((file) => file.benchSiting),
  stream: () => import("./bench/stream.ts").then((file) => file.benchStream),
  tiles: () => import("./bench/tiles.ts").then((file) => file.benchTiles),
};

const name = process.argv[2] ?? "";
const load = benches[name];
if (load === undefined) {
  process.stderr.write(`Benchmarks: ${Object.keys(benches).join(", ")}\n`);
  process.exitCode = 64;
} else {
  const run = await load();
  await run();
}
