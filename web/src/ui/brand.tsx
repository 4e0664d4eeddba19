import { useText } from "../i18n/index.ts";

/** Sign and name. */
export function Brand() {
  const t = useText();
  return (
    <span className="og-brand">
      <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#0958d9" />
        <path d="M7 8.500 15 7l1 8-9 1.500z" fill="#fff" />
        <path d="m17.500 7 7.500 1.500V14l-6.500 1z" fill="#fff" opacity=".72" />
        <path d="m7 19 9-1.500 1.500 7.500H8z" fill="#fff" opacity=".72" />
        <path d="m18.800 17.300 6.200-1V24l-4.700 1z" fill="#fff" />
      </svg>
      <span>{t("shell:brand")}</span>
    </span>
  );
}
