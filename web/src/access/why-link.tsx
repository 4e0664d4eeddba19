import { Link } from "@tanstack/react-router";
import { isProblem } from "../api.ts";
import { useText } from "../i18n/index.ts";
import type { ExplainSearch } from "./explain-search.ts";

interface WhyLinkProps {
  readonly error: unknown;
  /** What it was about, where the page knows. */
  readonly asked?: ExplainSearch;
}

/** After a refusal for want of rights: the way to the page that says why. Nothing after any other. */
export function WhyLink({ error, asked }: WhyLinkProps) {
  const t = useText();
  const search = searchOf(error, asked);
  if (search === null) return null;
  return (
    <>
      {" "}
      <Link to="/explain" search={search} className="og-why">
        {t("shell:office.why")}
      </Link>
    </>
  );
}

function searchOf(error: unknown, asked: ExplainSearch | undefined): ExplainSearch | null {
  if (!isProblem(error)) return null;
  const { code, values } = error.problem;
  const verb = code === "access.forbidden" ? values["permission"] : values["verb"];
  if (code !== "access.forbidden" && code !== "dispatch.not-allowed") return null;
  return typeof verb === "string" ? { ...asked, verb } : null;
}
