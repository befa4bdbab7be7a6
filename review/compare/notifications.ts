import { type Change } from "./change";
import { pairs } from "./pairs";
import { type RenderedRules } from "./read-rules";
import { type Delivery, deliveries, type Routing } from "./routes";
import { count, list } from "./words";

type Alerts = RenderedRules["alerts"];

/** A side of the comparison. */
export interface Side {
  readonly routing: Routing;
  readonly alerts: Alerts;
}

/** Which notifications change hands: every alert is routed before and after. Alerts that are on one side only are no news here. */
export function notificationChanges(before: Side, after: Side): readonly Change[] {
  return [...handChanges(before, after), ...receiverChanges(before.routing, after.routing)];
}

function handChanges(before: Side, after: Side): readonly Change[] {
  const groups = new Map<string, string[]>();
  for (const [name, [old, now]] of pairs(before.alerts, after.alerts).kept) {
    const [a, b] = [first(before.routing, name, old[0]?.labels), first(after.routing, name, now[0]?.labels)];
    for (const text of differences(a, b)) groups.set(text, [...(groups.get(text) ?? []), name]);
  }
  return [...groups].map(([text, names]) => ({
    consequence: "notification",
    subject:
      names.length === 1
        ? `alert ${names[0] ?? ""}`
        : `${count(names.length, "alert")} (${list(names.sort(), 4)})`,
    text,
  }));
}

function first(routing: Routing, alertname: string, labels: Readonly<Record<string, string>> = {}) {
  return deliveries(routing, { ...labels, alertname });
}

function differences(old: readonly Delivery[], now: readonly Delivery[]): readonly string[] {
  const all = (of: readonly Delivery[], key: (each: Delivery) => string) =>
    [...new Set(of.map(key))].sort().join(" and ");
  const told = (of: readonly Delivery[]) => all(of, ({ receiver }) => receiver);
  const grouped = (of: readonly Delivery[]) => all(of, ({ groupBy }) => groupBy.join(", ") || "nothing");
  const repeated = (of: readonly Delivery[]) => all(of, ({ repeat }) => repeat);
  const muted = (of: readonly Delivery[]) => all(of, ({ muted: times }) => times.join(", ") || "never");
  return [
    ...(told(old) === told(now) ? [] : [`goes to ${told(now)}; it went to ${told(old)}`]),
    ...(grouped(old) === grouped(now) ? [] : [`is grouped by ${grouped(now)}; it was by ${grouped(old)}`]),
    ...(repeated(old) === repeated(now) ? [] : [`is repeated every ${repeated(old)} → ${repeated(now)}`]),
    ...(muted(old) === muted(now) ? [] : [`is muted: ${muted(old)} → ${muted(now)}`]),
  ];
}

function receiverChanges(old: Routing, now: Routing): readonly Change[] {
  const receivers = ({ receivers: all }: Routing) => new Map(all.map((each) => [each.name, each]));
  const { added, removed, kept } = pairs(receivers(old), receivers(now));
  const inhibits = ({ inhibit_rules: all }: Routing) =>
    new Map(all.map((each, at) => [each.name ?? `number ${at + 1}`, each]));
  const rules = pairs(inhibits(old), inhibits(now));
  const of = (subject: string, text: string): Change => ({ consequence: "notification", subject, text });
  return [
    ...[...added.keys()].map((name) => of(`receiver ${name}`, "is new")),
    ...[...removed.keys()].map((name) => of(`receiver ${name}`, "is gone")),
    ...[...kept].flatMap(([name, [a, b]]) =>
      JSON.stringify(a) === JSON.stringify(b)
        ? []
        : [of(`receiver ${name}`, `changes in ${list(keysThatDiffer(a, b))}`)],
    ),
    ...[...rules.added.keys()].map((name) =>
      of(`inhibition ${name}`, "is new: it keeps alerts from being told"),
    ),
    ...[...rules.removed.keys()].map((name) =>
      of(`inhibition ${name}`, "is gone: its alerts are told again"),
    ),
    ...[...rules.kept].flatMap(([name, [a, b]]) =>
      JSON.stringify(a) === JSON.stringify(b)
        ? []
        : [of(`inhibition ${name}`, `changes in ${list(keysThatDiffer(a, b))}`)],
    ),
  ];
}

function keysThatDiffer(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))
    .sort();
}
