import type { ReactNode } from "react";

/** Line icons of 16 units, drawn with the text's colour. They are always beside or under a name. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      className="og-icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** A component of one line icon. */
export const icon = (children: ReactNode) =>
  function DrawnIcon() {
    return <Icon>{children}</Icon>;
  };

export const DivisionIcon = icon(
  <path d="M2 4.500 7 2l7 2.500v8L9 14l-7-2.500zM7 2l1 6.500M2 8l6 .5m0 0 6-1.500M8 8.500 9 14" />,
);
export const CoverageIcon = icon(
  <>
    <circle cx="8" cy="8" r="1.600" fill="currentColor" />
    <circle cx="8" cy="8" r="4" />
    <path d="M2.600 4.800A6.300 6.300 0 0 1 8 1.700m5.400 3.100a6.300 6.300 0 0 1 0 6.400M2.600 11.200A6.300 6.300 0 0 0 8 14.300" />
  </>,
);
export const OverviewIcon = icon(
  <path d="M2.500 13.500h11M4 11V8m4 3V4.500m4 6.500V6.500M4 8v3m4-6.500V11m4-4.500V11" />,
);
export const DispatchIcon = icon(
  <>
    <path d="M8 14.500s4.500-4 4.500-7.500a4.500 4.500 0 0 0-9 0c0 3.500 4.500 7.500 4.500 7.500z" />
    <path d="M8 4.800v2.700l1.500 1" />
  </>,
);
export const ImportIcon = icon(
  <path d="M8 2v7.500m0 0L5 6.700m3 2.800 3-2.800M2.500 10.500v3h11v-3" />,
);
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.500" />
    <path d="m10.400 10.400 3.400 3.400" />
  </>,
);
export const LayersIcon = icon(<path d="m8 2 6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3" />);
export const CloseIcon = icon(<path d="m4 4 8 8m0-8-8 8" />);
export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />);
export const MinusIcon = icon(<path d="M3 8h10" />);
export const NorthIcon = icon(
  <>
    <path d="M8 1.800 11 8H5z" fill="currentColor" />
    <path d="M5 8h6l-3 6.200z" />
  </>,
);
export const WholeIcon = icon(<path d="M2.500 6V2.500H6m4 0h3.500V6m0 4v3.500H10m-4 0H2.500V10" />);
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1.500v1.300m0 10.400v1.300M1.500 8h1.300m10.400 0h1.300M3.400 3.400l.9.9m7.400 7.400.9.9m0-9.200-.9.9m-7.400 7.400-.9.9" />
  </>,
);
export const MoonIcon = icon(
  <path d="M13.500 9.800A6 6 0 0 1 6.200 2.500a6 6 0 1 0 7.300 7.300z" />,
);
export const LanguageIcon = icon(
  <>
    <circle cx="8" cy="8" r="6.200" />
    <path d="M1.800 8h12.400M8 1.800c4 4 4 8.400 0 12.400-4-4-4-8.400 0-12.400z" />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="8" cy="5.500" r="2.800" />
    <path d="M2.800 14c.5-3.200 2.500-4.600 5.200-4.600s4.700 1.400 5.200 4.600" />
  </>,
);
export const ChevronLeftIcon = icon(<path d="m10 3-5 5 5 5" />);
export const ChevronRightIcon = icon(<path d="m6 3 5 5-5 5" />);
export const ChevronDownIcon = icon(<path d="m3.500 6 4.500 4.500L12.500 6" />);
export const CommandIcon = icon(<path d="m3 4.500 3.500 3.500L3 11.500M8 12h5" />);
export const TargetIcon = icon(
  <>
    <circle cx="8" cy="8" r="4.500" />
    <path d="M8 1.500v3m0 7v3M1.500 8h3m7 0h3" />
  </>,
);
export const AreaIcon = icon(<path d="M3 13.500v-9L8 2l5 2.500v9zM8 2v11.500M3 8.500h10" />);
export const BuildingIcon = icon(
  <path d="M3.500 14V2.500h9V14M1.800 14h12.400M6 5.200h1m2 0h1M6 8h1m2 0h1m-2.800 6v-2.800h1.600V14" />,
);
export const StationIcon = icon(
  <path d="m8 2 1.700 3.600 3.900.5-2.900 2.700.8 3.900L8 10.800l-3.500 1.900.8-3.900L2.400 6.100l3.900-.5z" />,
);
export const RoadIcon = icon(<path d="M5 2 3 14m8-12 2 12M8 2.500v2m0 2.500v2m0 2.500v2" />);
export const EyeIcon = icon(
  <>
    <path d="M1.500 8C3 5.200 5.300 3.800 8 3.800S13 5.200 14.500 8C13 10.800 10.700 12.200 8 12.200S3 10.800 1.500 8z" />
    <circle cx="8" cy="8" r="2" />
  </>,
);
export const PencilIcon = icon(
  <path d="m2.500 13.500.8-3.300 7.700-7.700 2.500 2.500-7.700 7.700zM9.500 4l2.500 2.500" />,
);
export const BellIcon = icon(
  <path d="M3 11.800h10c-1-1-1.300-2-1.300-4.300 0-2.400-1.400-4-3.700-4s-3.700 1.600-3.700 4c0 2.300-.3 3.300-1.300 4.300zM6.800 13.800h2.400M8 2v1.500" />,
);
export const BellOffIcon = icon(
  <path d="M3 11.800h10c-1-1-1.300-2-1.300-4.300 0-2.400-1.400-4-3.700-4s-3.700 1.600-3.700 4c0 2.300-.3 3.300-1.300 4.300zM6.800 13.800h2.400M2.500 2l11.500 12" />,
);
export const WarningIcon = icon(<path d="M8 2.200 14.500 13.500h-13zM8 6.500v3.200m0 1.900v.1" />);
