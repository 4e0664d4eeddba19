import { icon } from "../../ui/icons.tsx";

/* Signs of the tools; always beside a name or with a label. */
export const SelectIcon = icon(<path d="M3.500 2.500 13 7.200 8.800 8.800 7 13z" />);
export const BrushIcon = icon(
  <path d="M13.500 2.500 7.800 8.900M6 9c-1.800 0-2.400 1.200-2.400 2.600 0 1-.8 1.700-1.600 1.900 1 .6 5.500 1 5.500-2.300A2 2 0 0 0 6 9z" />,
);
export const EraseIcon = icon(
  <path d="m2.500 10 6.800-6.800 4 4-6 6H5.700zM6 6.500l4 4M7.300 13.200h6.200" />,
);
export const BoxIcon = icon(<path strokeDasharray="2.500 2" d="M2.500 2.500h11v11h-11z" />);
export const LassoIcon = icon(
  <path d="M5 12.500c-3-.8-4-4.600-1.500-7.300C6 2.600 11 2.300 13 4.800c1.800 2.400-.8 5.700-4.700 6.200-1.700.2-3-.3-3.300-1-.3-.9.8-1.600 1.600-1 1 .8-.2 3.400-2.100 5" />,
);
export const FillIcon = icon(
  <path d="M7.500 2.500 12.500 7.500 7 13 2 8zM2.300 8h10M5.500 4.500 4 3M14 10.500c.8 1.200 1 1.700 1 2.200a1 1 0 0 1-2 0c0-.5.200-1 1-2.200z" />,
);
export const SwapIcon = icon(<path d="M3 5.500h9.500m-3-3 3 3-3 3M13 10.500H3.500m3-3-3 3 3 3" />);
export const UndoIcon = icon(<path d="M5.500 3 2.500 6l3 3M3 6h6a4 4 0 0 1 0 8H6.500" />);
export const RedoIcon = icon(<path d="m10.500 3 3 3-3 3M13 6H7a4 4 0 0 0 0 8h2.500" />);
export const AbsorbIcon = icon(
  <path d="M8 2v3.500m0 5V14M2 8h3.500m5 0H14M8 5.500 6.500 4M8 5.500 9.500 4M8 10.500 6.500 12M8 10.500 9.500 12" />,
);
export const CompleteIcon = icon(
  <path d="M2.500 2.500h11v11h-11zM2.500 8h5.500m0-5.500v11m2-3h2m-1-1v2" />,
);
export const LockIcon = icon(
  <>
    <rect x="3.500" y="7" width="9" height="6.500" rx="1" />
    <path d="M5.500 7V5a2.500 2.500 0 0 1 5 0v2" />
  </>,
);
export const SparkIcon = icon(
  <path d="M7 2.500 8.400 6.600 12.500 8 8.400 9.400 7 13.500 5.600 9.400 1.500 8l4.100-1.400zM12.500 2v3M11 3.500h3" />,
);
export const BackIcon = icon(<path d="M13 8H3.500m4-4.500L3 8l4.500 4.500" />);
export const BorderIcon = icon(
  <path d="M2.500 12.500C6 12.500 4.500 5 8 5s2 7.500 5.500 7.500M8 1.500v1.200M6.500 5a1.500 1.500 0 1 0 3 0 1.500 1.500 0 0 0-3 0" />,
);
export const TraceIcon = icon(
  <path d="M2.500 13.500h3.500V9h4V5M12.700 1.800l1.500 1.500-4 4-2 .5.5-2z" />,
);
export const PenIcon = icon(
  <path d="M13.500 2.500 2.500 13.500M5.500 4.500 3 2.500M12.500 11.500l1.500 1.500M2.500 5.500h3M10.500 10.500v3" />,
);
export const ExportIcon = icon(
  <path d="M4 6V2h8v4M4 11.500H2.500v-5h11v5H12M4 9.500h8V14H4zM6 11.800h4" />,
);
export const CutIcon = icon(
  <path d="M6 11.200 13 2.500M10 11.200 3 2.500M4.500 14a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600M11.500 14a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600" />,
);
