export { EmergencyLine, usePresentEmergency } from "./emergency-line.tsx";
export { OFFICE_PAGES } from "./office-nav.tsx";
export { ME_KEY, useMe, useSignOut } from "./me.ts";
export { roleText } from "./role-text.ts";
export { WhyLink } from "./why-link.tsx";
