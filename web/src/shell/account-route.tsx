import { OwnAccountPage } from "../access/own-account-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const AccountRoute = () => (
  <SignedIn whilePasswordDue page={(me) => <OwnAccountPage me={me} />} />
);
