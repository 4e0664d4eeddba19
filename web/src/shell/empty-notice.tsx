import type { Me } from "@onegrid/core/access/contract";
import { Link } from "@tanstack/react-router";
import { useText } from "../i18n/index.ts";
import { useStatus } from "./status.ts";

/** Over the map while the store holds nothing: the two ways to begin. Importing shows its preview there. */
export function EmptyNotice({ me }: { readonly me: Me }) {
  const t = useText();
  const { data } = useStatus();
  if (data?.empty !== true) return null;
  return (
    <section className="og-empty" aria-labelledby="og-empty-title">
      <h2 id="og-empty-title">{t("shell:empty.title")}</h2>
      <p className="og-muted">{t("shell:empty.text")}</p>
      {me.canImport ? (
        <Link to="/$workspace" params={{ workspace: "ingest" }} className="og-primary-link">
          {t("shell:empty.import")}
        </Link>
      ) : (
        <p>{t("shell:empty.denied")}</p>
      )}
      <p className="og-muted">
        {t("shell:empty.demo")}
        <br />
        <code>npm run onegrid -- demo</code>
      </p>
    </section>
  );
}
