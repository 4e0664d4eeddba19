export { readCap, type CapNode, type CapReference, type CapWarning } from "./cap-warning.ts";
export { floorOf, raisedByWarning, severitiesBelow, type RaisingWarning } from "./warning-rules.ts";
