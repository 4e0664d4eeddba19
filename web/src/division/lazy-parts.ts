import { lazy } from "react";

/** Parts of an open plan that are loaded when their tab is: the map is drawn without them. */
export const ComparePanel = lazy(() =>
  import("./compare/compare-panel.tsx").then(({ ComparePanel: part }) => ({ default: part })),
);
export const DivideForm = lazy(() =>
  import("./divide/divide-form.tsx").then(({ DivideForm: part }) => ({ default: part })),
);
export const DroppedList = lazy(() =>
  import("./session/dropped-list.tsx").then(({ DroppedList: part }) => ({ default: part })),
);
export const FlawList = lazy(() =>
  import("./plan/flaw-list.tsx").then(({ FlawList: part }) => ({ default: part })),
);
export const GroundPanel = lazy(() =>
  import("./ground/ground-panel.tsx").then(({ GroundPanel: part }) => ({ default: part })),
);
export const HistoryList = lazy(() =>
  import("./session/history-list.tsx").then(({ HistoryList: part }) => ({ default: part })),
);
export const LifeCycle = lazy(() =>
  import("./plan/life-cycle.tsx").then(({ LifeCycle: part }) => ({ default: part })),
);
