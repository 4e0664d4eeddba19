export { demoBatches } from "./demo-batches.ts";
export { earlierHouseholds } from "./earlier-households.ts";
export { generateDemo } from "./generate-demo.ts";
export type { DemoDistrict } from "./generate-demo.ts";
export type { DemoOptions, DemoSize } from "./options.ts";
export { randomFor } from "./random.ts";
export type { Random } from "./random.ts";
export { demoStaff } from "./staff.ts";
export type { DemoStaffMember, DemoStaffRole } from "./staff.ts";
