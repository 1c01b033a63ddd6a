// Small arithmetic of the figures.

/** The middle of the values; of an even count the lower of the two in the middle. */
export function median(values) {
  return quantile(values, 0.5);
}

/** The value that a share of the values does not exceed. */
export function quantile(values, share) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return sorted.length ? sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] : null;
}

/** The median of every number in rows that are alike. */
export function medians(rows) {
  const keys = Object.keys(rows[0] ?? {}).filter((key) => typeof rows[0][key] === "number");
  return Object.fromEntries(keys.map((key) => [key, round(median(rows.map((row) => row[key])))]));
}

/** One digit after the point; none from a hundred on. */
export function round(value) {
  if (!Number.isFinite(value)) return value ?? null;
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}
