import type { Me } from "@onegrid/core/access/contract";
import { Link, useRouter } from "@tanstack/react-router";
import { useSignOut } from "../../access/index.ts";
import { useText } from "../../i18n/index.ts";
import { LanguageButton } from "../../ui/language-button.tsx";
import { MenuButton } from "../../ui/menu-button.tsx";
import { PersonIcon } from "../../ui/icons.tsx";
import { ThemeButton } from "../../ui/theme-button.tsx";
import { useUnsent } from "./use-unsent.ts";

/** Where one is, the look of the page, and the way out. */
export function FieldHeader({ me, isInside }: { readonly me: Me; readonly isInside: boolean }) {
  const t = useText();
  return (
    <header className="og-field-header">
      {isInside ? <BackButton /> : <h1>{t("field:title")}</h1>}
      <span className="og-field-area" translate="no">
        {me.duties[0]?.areaName}
      </span>
      <ThemeButton />
      <LanguageButton />
      <AccountButton me={me} />
    </header>
  );
}

function BackButton() {
  const t = useText();
  const { history } = useRouter();
  return (
    <Link
      to="/field"
      className="og-field-back"
      onClick={(event) => {
        // Back to the list as it was scrolled; opened by a link, there is nothing to go back to.
        if (!history.canGoBack()) return;
        event.preventDefault();
        history.back();
      }}
    >
      ‹ {t("field:back")}
    </Link>
  );
}

function AccountButton({ me }: { readonly me: Me }) {
  const t = useText();
  const signOut = useSignOut();
  const { waiting, stuck } = useUnsent();
  const leave = (): void => {
    const count = waiting + stuck;
    // oxlint-disable-next-line no-alert -- the phone's own question, also where no other script runs
    if (count > 0 && !globalThis.confirm(t("field:leaveWith", { count }))) return;
    signOut.mutate(undefined, {
      // oxlint-disable-next-line no-alert -- as above
      onError: () => globalThis.alert(t("field:leaveNeedsLine")),
    });
  };
  return (
    <MenuButton
      label={t("shell:account.menu")}
      face={<PersonIcon />}
      header={
        <div className="og-account-card">
          <strong translate="no">{me.displayName}</strong>
          <span className="og-muted">{me.login}</span>
        </div>
      }
      items={[{ id: "sign-out", label: t("shell:account.signOut"), onChoose: leave }]}
    />
  );
}
