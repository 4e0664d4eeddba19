import { partyIds } from "./consultation.ts";
import { helperUnitIds } from "./cooperation.ts";
import type { Case } from "./model.ts";

/** Units that have a part in a case without having it in hand: called to help (吹哨), or to a meeting (会商). */
export const calledUnitIds = ({
  cooperations,
  consultations = [],
}: Pick<Case, "cooperations" | "consultations">): string[] => [
  ...new Set([...helperUnitIds(cooperations), ...partyIds(consultations)]),
];
