import type { LayerRecord } from "../ingest/index.ts";
import { recordsOf } from "./demo-batches.ts";
import type { DemoOptions } from "./options.ts";
import { staffOf, type DemoStaffMember } from "./staff.ts";
import { surveyTown } from "./survey.ts";

/** A made-up district as a whole, in the order in which it can be stored. */
export interface DemoDistrict {
  readonly records: readonly LayerRecord[];
  readonly staff: readonly DemoStaffMember[];
}

/** For `estate` and `district`; a city is better taken batch by batch from `demoBatches`. */
export function generateDemo(options: DemoOptions): DemoDistrict {
  const survey = surveyTown(options);
  return { records: [...recordsOf(survey, options)], staff: staffOf(survey) };
}
