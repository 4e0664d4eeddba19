import type { Command } from "../shell/index.ts";
import { chooseArea, useCoverage, type Here } from "./store.ts";

/** What both pages of the question have: everything again, and the page on paper. */
export const viewCommands = (here: Here): readonly Command[] => [
  {
    id: `${here}.show-all`,
    title: "coverage:command.whole",
    group: "view",
    run: () => chooseArea(null),
    whyNot: () => (useCoverage.getState().areaId === null ? "coverage:command.wholeAlready" : null),
  },
  {
    id: `${here}.print`,
    title: "coverage:command.print",
    group: "view",
    run: () => print(),
  },
];
