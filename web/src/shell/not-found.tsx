import { Link } from "@tanstack/react-router";
import { useText } from "../i18n/index.ts";

export function NotFound() {
  const t = useText();
  return (
    <div className="og-page-note">
      <p>{t("shell:notFound")}</p>
      <Link to="/" className="og-primary-link">
        {t("shell:home")}
      </Link>
    </div>
  );
}
