export { measuredBy, POSITION_RULES } from "./position-rules.ts";
export {
  changeMessage,
  changesBetween,
  seesPerson,
  wholeMessage,
  type LocatedPerson,
  type PeopleViewer,
} from "./people-message.ts";
