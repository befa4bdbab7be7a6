import { toSeconds } from "../../rules/duration";
import { type Alert } from "../../rules/rule";
import { type Duration } from "../../platforms/workload";
import { withUnit } from "../../signals/unit";
import { type Change } from "./change";
import { numbersChanged } from "./numbers";
import { pairs, renamed, withNames } from "./pairs";
import { type RenderedRule, serversOwn } from "./read-rules";
import { textChange } from "./words";

type Rules = ReadonlyMap<string, readonly RenderedRule[]>;

/** What the program knows of alerts beyond what is rendered: the units of their numbers. */
export type KnownAlerts = Readonly<Record<string, Alert>>;

/** What happens to alerts: added, gone, renamed, told of later or sooner, with other words. */
export function alertChanges(before: Rules, after: Rules, known: KnownAlerts): readonly Change[] {
  const names = renamed(pairs(before, after), likeness);
  const { added, removed, kept } = pairs(withNames(before, names), after);
  return [
    ...[...names].map(([from, to]) => alertChange("alert", from, `is renamed to ${to}`)),
    ...[...added].map(([name, rules]) => alertChange("alert", name, `is new: ${inWords(rules, known)}`)),
    ...[...removed].map(([name, rules]) =>
      alertChange(
        "silence",
        name,
        `is gone; it was ${severityOf(rules)}, of ${rules[0]?.labels["team"] ?? "no team"}`,
      ),
    ),
    ...[...kept].flatMap(([name, [old, now]]) => retuned(name, old, now, known)),
  ];
}

function alertChange(consequence: "alert" | "silence", name: string, text: string): Change {
  return { consequence, subject: `alert ${name}`, text };
}

/** Same expression: same alert under another name. */
function likeness(before: readonly RenderedRule[], after: readonly RenderedRule[]): number {
  const exprs = new Set(before.map(({ expr }) => expr));
  return after.filter(({ expr }) => exprs.has(expr)).length / Math.max(before.length, after.length);
}

function inWords(rules: readonly RenderedRule[], known: KnownAlerts): string {
  const [first] = rules;
  const name = first?.alert ?? "";
  const { threshold, signal } = known[name] ?? {};
  const limit =
    threshold === undefined || signal === undefined
      ? ""
      : `, ${signal.title} ${threshold.is} ${withUnit(threshold.value, signal.unit)}`;
  const wait = first === undefined || first.for === "0s" ? "" : ` for ${first.for}`;
  return `${severityOf(rules)}, of ${first?.labels["team"] ?? "no team"}${limit}${wait}`;
}

function severityOf(rules: readonly RenderedRule[]): string {
  return [...new Set(rules.map(({ labels }) => labels["severity"] ?? "without severity"))].join(" and ");
}

/** Rules of one name: those that are equal on both sides are left out, the others are compared in their order. */
function retuned(
  name: string,
  before: readonly RenderedRule[],
  after: readonly RenderedRule[],
  known: KnownAlerts,
): readonly Change[] {
  const text = (rule: RenderedRule) => JSON.stringify(rule);
  const [olds, news] = [new Set(before.map(text)), new Set(after.map(text))];
  const [gone, come] = [
    before.filter((each) => !news.has(text(each))),
    after.filter((each) => !olds.has(text(each))),
  ];
  const several = after.length > 1 || before.length > 1;
  return [
    ...gone.slice(0, come.length).flatMap((old, at) => {
      const now = come[at];
      return now === undefined ? [] : ruleChanges(name, old, now, known[name]);
    }),
    ...(several && come.length > gone.length
      ? [alertChange("alert", name, `has ${come.length - gone.length} more rule for some of its series`)]
      : []),
    ...(several && gone.length > come.length
      ? [alertChange("silence", name, `has ${gone.length - come.length} rule less for some of its series`)]
      : []),
  ];
}

const gravity = ["none", "info", "warning", "critical"];

function ruleChanges(name: string, old: RenderedRule, now: RenderedRule, alert?: Alert): readonly Change[] {
  const later = toSeconds(now.for as Duration) > toSeconds(old.for as Duration);
  const milder =
    gravity.indexOf(now.labels["severity"] ?? "") < gravity.indexOf(old.labels["severity"] ?? "");
  const say = (consequence: "alert" | "silence", text: string) => alertChange(consequence, name, text);
  const labels = [...new Set([...Object.keys(old.labels), ...Object.keys(now.labels)])].sort();
  const annotations = [...new Set([...Object.keys(old.annotations), ...Object.keys(now.annotations)])].sort();
  return [
    ...exprChanges(name, old.expr, now.expr, alert),
    ...(old.for === now.for
      ? []
      : [say(later ? "silence" : "alert", `waits ${old.for} → ${now.for} before it is told`)]),
    ...(old.keep_firing_for === now.keep_firing_for
      ? []
      : [say("alert", `goes on for ${old.keep_firing_for} → ${now.keep_firing_for} after it is over`)]),
    ...(old.interval === now.interval
      ? []
      : [
          say(
            slower(old.interval, now.interval) ? "silence" : "alert",
            `is evaluated every ${old.interval} → ${now.interval}`.replace(
              `every ${serversOwn}`,
              `at ${serversOwn} pace`,
            ),
          ),
        ]),
    ...labels
      .filter((label) => old.labels[label] !== now.labels[label])
      .map((label) =>
        say(
          label === "severity" && milder ? "silence" : "alert",
          `has the ${label} ${old.labels[label] ?? "(none)"} → ${now.labels[label] ?? "(none)"}`,
        ),
      ),
    ...linkChange(old, now).map((text) => say("alert", text)),
    ...annotations
      .filter((key) => key !== "dashboard_url" && old.annotations[key] !== now.annotations[key])
      .filter((key) => !followsFromNumbers(old, now, key))
      .map((key) =>
        say(
          "alert",
          `has another ${key}: ${textChange(old.annotations[key] ?? "(none)", now.annotations[key] ?? "(none)")}`,
        ),
      ),
  ];
}

/** Where its link leads, without the address of Grafana, which is a setting of the stack. */
function linkChange(old: RenderedRule, now: RenderedRule): readonly string[] {
  const [from, to] = [old, now].map(({ annotations }) => {
    const link = annotations["dashboard_url"];
    return link === undefined
      ? "no dashboard"
      : link.replace(/^.*?\/d\//, "").replaceAll(/=\{\{.*?\}\}/g, "");
  });
  return from === to ? [] : [`leads to ${to ?? ""}; it led to ${from ?? ""}`];
}

function slower(before: string, after: string): boolean {
  if (before === serversOwn) return true;
  return after !== serversOwn && toSeconds(after as Duration) > toSeconds(before as Duration);
}

/** Texts repeat the numbers in force; where only numbers differ, the numbers have been told already. */
function followsFromNumbers(old: RenderedRule, now: RenderedRule, key: string): boolean {
  const bare = (text = "") =>
    text.replace(/\d+(\.\d+)?( ?(%|[KMGT]i?B|ms|s|min|h|d|minutes?|hours?|days?|seconds?))?/g, "#");
  const numbers = old.expr !== now.expr || old.for !== now.for;
  return numbers && bare(old.annotations[key]) === bare(now.annotations[key]);
}

function exprChanges(name: string, old: string, now: string, alert?: Alert): readonly Change[] {
  if (old === now) return [];
  const numbers = numbersChanged(old, now);
  const threshold = alert?.threshold;
  const unit = alert?.signal?.unit;
  if (numbers === undefined)
    return [alertChange("alert", name, `asks for something else: ${textChange(old, now)}`)];
  return numbers.map(([from, to]) => {
    const values = unit === undefined ? `${from} → ${to}` : `${withUnit(from, unit)} → ${withUnit(to, unit)}`;
    if (threshold === undefined || ![from, to].includes(threshold.value))
      return alertChange("alert", name, `has another number: ${from} → ${to}`);
    const milder = threshold.is === "above" ? to > from : to < from;
    return alertChange(milder ? "silence" : "alert", name, `fires ${threshold.is} ${values}`);
  });
}
