import { Alert } from "antd";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { faultsOf } from "./department-draft.ts";

/** Why a change was refused, and what to do first. */
export function BodyAlert({ error }: { readonly error: unknown }) {
  const t = useText();
  if (error === null) return null;
  const faults = faultsOf(error);
  const said = faults.map((each) => t(`duties:bodies.fault.${each.fault}`, { value: each.value }));
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={said.length === 0 ? errorSentence(error) : said.join(" ")}
    />
  );
}
