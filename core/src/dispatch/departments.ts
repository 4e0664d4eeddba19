/** Bodies (部门) and committees as they are kept, and whoever acts for them: a part of the index. */
export {
  DEPARTMENT_FAULTS,
  DEPARTMENT_FIELDS,
  findDepartmentFaults,
  MOST_DEPARTMENT_NAME,
  waitsFor,
} from "./people/change-departments.ts";
export type {
  DepartmentChanges,
  DepartmentFacts,
  DepartmentFault,
  DepartmentWork,
  KnownBodies,
  KnownDepartment,
  PlacedDepartmentFault,
} from "./people/change-departments.ts";
export { isSeatOf, SEAT_ROLES } from "./people/departments.ts";
