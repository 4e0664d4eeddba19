import { App as AntdApp, ConfigProvider, theme as antdTheme, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useLayoutEffect, useMemo, type ReactNode } from "react";
import { useLanguage } from "../i18n/index.ts";
import type { Theme } from "./theme-choice.ts";
import { useTheme } from "./theme.ts";
import { applyTokens, TOKENS } from "./tokens.ts";

const FONT_FAMILY =
  '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

function antdConfig(theme: Theme): ThemeConfig {
  const tokens = TOKENS[theme];
  return {
    algorithm: theme === "dark" ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      // The one blue that passes AA on white with white text on it (the kit's own does not).
      colorPrimary: "#0958d9",
      colorLink: tokens.primary,
      colorText: tokens.text,
      colorTextSecondary: tokens.textMuted,
      colorTextDescription: tokens.textMuted,
      colorTextPlaceholder: tokens.textMuted,
      colorBgContainer: tokens.surface,
      colorBgElevated: theme === "dark" ? tokens.raised : tokens.surface,
      colorBgLayout: tokens.ground,
      colorBorder: tokens.lineStrong,
      colorBorderSecondary: tokens.line,
      borderRadius: 5,
      fontSize: 13,
      controlHeight: 30,
      controlHeightSM: 24,
      controlHeightLG: 36,
      fontFamily: FONT_FAMILY,
    },
    components: {
      // The kit's own blue is too dark to be read on a dark ground.
      Tabs: {
        itemSelectedColor: tokens.primary,
        itemHoverColor: tokens.primary,
        inkBarColor: tokens.primary,
      },
      // The kit's own red and its lighter blue under the pointer do not stand out enough.
      Button: {
        colorError: tokens.danger,
        colorErrorHover: tokens.danger,
        colorErrorActive: tokens.danger,
        colorErrorBorderHover: tokens.danger,
        dangerColor: tokens.onPrimary,
        defaultHoverColor: tokens.primary,
        defaultHoverBorderColor: tokens.primary,
        defaultActiveColor: tokens.primary,
        defaultActiveBorderColor: tokens.primary,
      },
    },
  };
}

/** The component kit in the page's colours and language. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const theme = useTheme((state) => state.theme);
  const language = useLanguage();
  useLayoutEffect(() => applyTokens(theme), [theme]);
  const config = useMemo(() => antdConfig(theme), [theme]);
  return (
    <ConfigProvider
      locale={language === "en" ? enUS : zhCN}
      theme={config}
      // The kit writes 立 案 for 立案; search, tests and readers want the word.
      button={{ autoInsertSpace: false }}
    >
      <AntdApp component={false}>{children}</AntdApp>
    </ConfigProvider>
  );
}
