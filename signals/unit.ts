import { type Unit } from "./signal";

/**
 * A number as people read it in its unit: 0.9 percentunit → "90 %", 8589934592 bytes → "8 GiB", 0.25 s → "250 ms".
 * For units without a form of their own, and for yes and no, the bare number.
 */
export function withUnit(value: number, unit: Unit): string {
  const suffix = suffixes[unit];
  if (suffix === undefined) return plain(value);
  if (unit === "percentunit") return `${plain(value * 100)} %`;
  if (unit === "bytes" || unit === "Bps") return `${binary(value)}${suffix}`;
  if (unit === "s" || unit === "dtdurations") return time(value);
  return `${plain(value)} ${suffix}`;
}

/** A Prometheus template that prints an alert's value in its unit: `{{ $value | humanizePercentage }}`. */
export function valueTemplate(unit: Unit): string {
  const suffix = suffixes[unit];
  if (unit === "percentunit") return "{{ $value | humanizePercentage }}";
  if (unit === "bytes") return "{{ $value | humanize1024 }}B";
  if (unit === "Bps") return "{{ $value | humanize1024 }}B/s";
  if (unit === "s" || unit === "dtdurations") return "{{ $value | humanizeDuration }}";
  if (unit === "dateTimeAsIso") return "{{ $value | humanizeTimestamp }}";
  return suffix === undefined ? "{{ $value | humanize }}" : `{{ $value | humanize }} ${suffix}`;
}

const suffixes: Partial<Record<Unit, string>> = {
  percentunit: "%",
  bytes: "B",
  Bps: "B/s",
  s: "s",
  dtdurations: "s",
  reqps: "requests/s",
  ops: "/s",
  cps: "/s",
  pps: "packets/s",
  celsius: "°C",
  watt: "W",
  hertz: "Hz",
};

function binary(value: number): string {
  const prefixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];
  const power = Math.min(prefixes.length - 1, Math.floor(Math.log2(Math.max(Math.abs(value), 1)) / 10));
  return `${plain(value / 1024 ** power)} ${prefixes[power]}`;
}

function time(seconds: number): string {
  const size = Math.abs(seconds);
  if (size === 0) return "0 s";
  if (size < 1) return size < 1e-3 ? `${plain(seconds * 1e6)} µs` : `${plain(seconds * 1e3)} ms`;
  if (size < 120) return `${plain(seconds)} s`;
  if (size < 2 * 3600) return `${plain(seconds / 60)} min`;
  return size < 2 * 86400 ? `${plain(seconds / 3600)} h` : `${plain(seconds / 86400)} d`;
}

/** Without the noise of binary fractions: 0.07 * 100 is 7. */
function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}
