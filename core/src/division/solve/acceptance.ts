/**
 * When annealing accepts a worse cost: Δ ≤ T · −ln(u), u even in (0, 1). `Math.log`, `Math.exp` and
 * `Math.pow` may differ in the last bit between engines, which would make a plan depend on the
 * browser; these tables come from + − × ÷ and √ alone.
 */
/** ln 2: a literal would do, the constant is exact to the last bit by the standard. */
const { LN2 } = Math;
const DRAWS = 4096;

/** −ln((i + ½) / 4096). */
export const ACCEPTANCE: Float64Array = Float64Array.from(
  { length: DRAWS },
  (_, i) => -naturalLog((i + 0.5) / DRAWS),
);

/** ln x = ln(m) + e·ln 2 with m in [1, 2), ln(m) = 2·artanh((m − 1) / (m + 1)) as a series. */
export function naturalLog(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa < 1; mantissa *= 2) exponent--;
  for (; mantissa >= 2; mantissa /= 2) exponent++;
  const z = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  let power = z;
  for (let odd = 1; odd < 60; odd += 2) {
    sum += power / odd;
    power *= z * z;
  }
  return 2 * sum + exponent * LN2;
}

/** `steps` temperatures from hot to cold in equal ratios; `steps` is a power of two. */
export function coolingTable(hot: number, cold: number, steps: number): Float64Array {
  let ratio = cold / hot;
  for (let half = steps; half > 1; half /= 2) ratio = Math.sqrt(ratio);
  const table = new Float64Array(steps);
  let temperature = hot;
  for (let step = 0; step < steps; step++) {
    table[step] = temperature;
    temperature *= ratio;
  }
  return table;
}
