import { useNavigate, useRouter } from "@tanstack/react-router";
import { App } from "antd";
import { useEffect } from "react";
import { currentLanguage, isLanguage, setLanguage, text, useLanguage } from "../i18n/index.ts";
import { jumpToView } from "../map/camera.ts";
import { useMapState } from "../map/map-store.ts";
import { chooseTheme, useTheme } from "../ui/theme.ts";
import { giveParameters, useLinkParameters } from "./link-parameters.ts";
import { parseSearch, readLink, validateSearch, writeLink, type LinkSearch } from "./permalink.ts";
import { takeDropped, takeOwnParameters, workspaceIn, type Address } from "./start-from-link.ts";
import type { WorkspaceId } from "./workspace.ts";

/** The present state as the address says it. Theme and language only when they were chosen. */
export function presentLink(workspace: WorkspaceId): LinkSearch {
  const { view, settings, selection } = useMapState.getState();
  const { choice } = useTheme.getState();
  const language = currentLanguage();
  const theme = choice === "system" ? null : choice;
  return {
    ...writeLink({
      view,
      settings,
      selection,
      language: language === "zh-CN" ? null : language,
      theme,
    }),
    ...giveParameters(workspace),
  };
}

const WRITE_AFTER_MS = 300;

/** Keeps address and stores equal, both ways: moves are written, Back and Forward are read. */
export function usePermalink(): void {
  useDroppedNotice();
  useWrittenLink();
  useReadLink();
}

function useDroppedNotice(): void {
  const { message } = App.useApp();
  useEffect(() => {
    const dropped = takeDropped();
    const [count, names] = [dropped.length, dropped.join(", ")];
    if (count > 0) void message.warning(text("shell:linkDropped", { count, names }));
  }, [message]);
}

function useWrittenLink(): void {
  const router = useRouter();
  const navigate = useNavigate();
  const language = useLanguage();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      const workspace = workspaceIn(router.state.location.pathname);
      if (workspace !== null)
        void navigate({ to: ".", search: presentLink(workspace), replace: true });
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(write, WRITE_AFTER_MS);
    };
    const stores = [useMapState, useTheme, useLinkParameters];
    const stops = stores.map((store) => store.subscribe(soon));
    soon();
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [router, navigate, language]);
}

function useReadLink(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.history.subscribe(({ action }) => {
        if (action.type === "BACK" || action.type === "FORWARD" || action.type === "GO")
          takeLink(router.history.location);
      }),
    [router],
  );
}

function takeLink(address: Address): void {
  const { state } = readLink(validateSearch(parseSearch(address.search)));
  takeOwnParameters(address);
  useMapState.setState({ settings: state.settings, selection: state.selection });
  if (state.view !== null) jumpToView(state.view);
  if (state.theme !== null) chooseTheme(state.theme, { remember: false });
  const { language } = state;
  if (isLanguage(language) && language !== currentLanguage()) void setLanguage(language);
}
