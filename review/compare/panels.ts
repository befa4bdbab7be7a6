import { pairs } from "./pairs";
import { type BoardPanel } from "./read-boards";
import { list, textChange } from "./words";

/** What a panel shows otherwise, apart from its place: one text for each thing. */
export function panelChanges(old: BoardPanel, now: BoardPanel): readonly string[] {
  return [
    ...(old.title === now.title ? [] : [`is retitled; it was “${old.title}”`]),
    ...(old.type === now.type ? [] : [`is a ${now.type}; it was a ${old.type}`]),
    ...queryChanges(old, now),
    ...fieldChanges(old, now),
    ...(wordsOf(old) === wordsOf(now)
      ? []
      : [`is described otherwise: ${textChange(wordsOf(old), wordsOf(now))}`]),
    // Another kind of panel has other options.
    ...(old.type !== now.type ? [] : optionChanges(old, now)),
    ...(same(old.transformations, now.transformations) ? [] : ["arranges its columns otherwise"]),
  ];
}

/** The description without what it says of its alerts: their numbers are told with the alerts. */
function wordsOf({ description }: BoardPanel): string {
  return description
    .split("\n")
    .filter((line) => line !== "" && !/^Alert \w+ \(/.test(line))
    .join(" ");
}

/** What a panel does otherwise only because it has limits now, or has none any more. */
const followsFromLimits = ["color", "colorMode", "custom"];

function optionChanges(old: BoardPanel, now: BoardPanel): readonly string[] {
  const limits = !same(old.fieldConfig.defaults["thresholds"], now.fieldConfig.defaults["thresholds"]);
  const keys = [...new Set([...Object.keys(old.options), ...Object.keys(now.options)])]
    .filter(
      (key) => !same(old.options[key], now.options[key]) && !(limits && followsFromLimits.includes(key)),
    )
    .sort();
  return keys.length === 0 ? [] : [`looks different: ${list(keys)}`];
}

function queryChanges(old: BoardPanel, now: BoardPanel): readonly string[] {
  const queries = ({ targets }: BoardPanel) => new Map(targets.map((each) => [each.refId, each]));
  const { added, removed, kept } = pairs(queries(old), queries(now));
  return [
    ...[...added].map(([id, { expr }]) => `asks in addition (${id}): ${expr}`),
    ...[...removed].map(([id, { expr }]) => `no longer asks (${id}): ${expr}`),
    ...[...kept].flatMap(([id, [a, b]]) => [
      ...(a.expr === b.expr ? [] : [`asks for something else (${id}): ${textChange(a.expr, b.expr)}`]),
      ...(a.legendFormat === b.legendFormat
        ? []
        : [`has another legend (${id}): ${a.legendFormat} → ${b.legendFormat}`]),
    ]),
  ];
}

function fieldChanges(old: BoardPanel, now: BoardPanel): readonly string[] {
  const [a, b] = [old.fieldConfig.defaults, now.fieldConfig.defaults];
  const steps = (value: unknown) =>
    ((value as { steps?: readonly { value: number | null; color: string }[] } | undefined)?.steps ?? [])
      .filter((step) => step.value !== null)
      .map((step) => String(step.value));
  const limits = !same(a["thresholds"], b["thresholds"]);
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => !same(a[key], b[key]) && !(limits && followsFromLimits.includes(key)))
    .sort();
  return [
    ...keys.map((key) => {
      const show = (value: unknown) => (typeof value === "object" ? "…" : String(value ?? "(none)"));
      if (key === "unit") return `is in another unit: ${show(a[key])} → ${show(b[key])}`;
      if (key === "noValue") return `says of no data: “${show(a[key])}” → “${show(b[key])}”`;
      if (key === "thresholds") {
        const [from, to] = [steps(a[key]), steps(b[key])];
        return from.join() === to.join()
          ? "has other colours at its limits"
          : `has other limits: ${list(from) || "none"} → ${list(to) || "none"}`;
      }
      if (key === "min" || key === "max")
        return `has an axis with another ${key}: ${show(a[key])} → ${show(b[key])}`;
      return `has other ${key}`;
    }),
    ...(same(old.fieldConfig.overrides, now.fieldConfig.overrides)
      ? []
      : ["has other settings for single fields"]),
  ];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
