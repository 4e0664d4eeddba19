/** What a request says of the device that it was written on. */
interface DeviceFacts {
  readonly deviceAt?: number;
  readonly devicePosition?: readonly [number, number];
  readonly clockOffsetMs?: number;
  readonly accuracyMetres?: number;
}

/** The same as the log keeps it; what was not said leaves no trace. */
export const deviceFacts = ({
  deviceAt,
  devicePosition,
  clockOffsetMs,
  accuracyMetres,
}: DeviceFacts) => ({
  deviceAt: deviceAt ?? null,
  devicePosition: devicePosition ?? null,
  ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
  ...(accuracyMetres === undefined ? {} : { accuracyMetres }),
});
