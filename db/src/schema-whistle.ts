import type { Generated } from "kysely";

/** Help from other bodies (吹哨报到). */
export interface WhistleTables {
  department: {
    id: string;
    area_id: string;
    name: string;
    kind: string;
    categories: Generated<string[]>;
  };
}
