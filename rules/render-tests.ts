import { type Duration } from "../platforms/workload";
import { toYaml } from "../stacks/yaml";
import { type Case, type Fires, type Labels } from "./cases/case";
import { spacing } from "./cases/series";
import { toSeconds } from "./duration";
import { annotations, ownLabels, type Links } from "./render";
import { type Alert } from "./rule";

/** A promtool test file: its name, and its text. */
export interface TestFile {
  readonly name: string;
  readonly content: string;
}

/**
 * The promtool test files of an alert, made from its cases. `ruleFile` is the path of a file with the alert and what it
 * reads, rendered without tuning and with the same `links`. Cases over days are evaluated more seldom, in a file of theirs.
 *
 * Every case is checked through Prometheus' own series ALERTS, with all labels. Texts that a case gives are checked
 * against the rendered annotations, links included.
 */
export function renderAlertTests(
  alert: Alert,
  { ruleFile, links }: { readonly ruleFile: string; readonly links: Links },
): readonly TestFile[] {
  const wait = toSeconds(alert.for);
  const needed = [...new Set(alert.cases.map((each) => evaluationOf(each, wait)))].sort();
  return needed.map((interval) => ({
    name: `${alert.name}.${interval}.test.yml`,
    content: toYaml({
      rule_files: [ruleFile],
      evaluation_interval: interval,
      fuzzy_compare: true,
      tests: alert.cases
        .filter((each) => evaluationOf(each, wait) === interval)
        .map((each) => test(alert, each, links)),
    }),
  }));
}

/** Distances of evaluations, from the finest on. */
const intervals: readonly Duration[] = ["15s", "1m", "5m", "15m", "30m", "1h"];

/**
 * How often a case is evaluated: as seldom as its values change and its times allow, since days in steps of 15 s would be
 * most of the time that all cases take. A `for` is seen in four steps and more.
 */
function evaluationOf(each: Case, wait: number): Duration {
  const { every = spacing } = each;
  const times = each.kind === "resolves" ? [each.firingAt, each.goneAt] : [each.at];
  const fits = intervals.filter((interval) => {
    const step = toSeconds(interval);
    return (
      step <= toSeconds(every) &&
      times.every((time) => toSeconds(time) % step === 0) &&
      (wait === 0 || step * 4 <= wait)
    );
  });
  return fits.at(-1) ?? "15s";
}

function test(alert: Alert, each: Case, links: Links) {
  const text =
    each.kind === "fires" && each.text !== undefined ? [textTest(alert, each, each.text, links)] : [];
  return {
    name: `${alert.name}: ${each.title}`,
    interval: each.every ?? spacing,
    input_series: Object.entries(each.series).map(([series, values]) => ({ series, values })),
    promql_expr_test: expectations(each).map(({ at, labels }) => ({
      expr: `ALERTS{alertname="${alert.name}", alertstate="firing"}`,
      eval_time: at,
      exp_samples: labels.map((more) => ({ labels: firing(alert, more), value: 1 })),
    })),
    ...(text.length === 0 ? {} : { alert_rule_test: text }),
  };
}

function expectations(each: Case) {
  if (each.kind === "fires") return [{ at: each.at, labels: each.labels }];
  if (each.kind === "quiet") return [{ at: each.at, labels: [] }];
  return [
    { at: each.firingAt, labels: each.labels },
    { at: each.goneAt, labels: [] },
  ];
}

/** The series that Prometheus keeps for an alert that fires. */
function firing(alert: Alert, more: Labels): string {
  const labels = { alertname: alert.name, alertstate: "firing", ...more, ...ownLabels(alert) };
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `ALERTS{${pairs.sort().join(", ")}}`;
}

function textTest(
  alert: Alert,
  { at, labels: [labels = {}] }: Fires,
  text: NonNullable<Fires["text"]>,
  links: Links,
) {
  return {
    alertname: alert.name,
    eval_time: at,
    exp_alerts: [
      {
        exp_labels: { ...labels, ...ownLabels(alert) },
        exp_annotations: { ...rendered(annotations(alert, links), labels), ...text },
      },
    ],
  };
}

/** Links carry labels through `urlquery`, which writes a space as "+". */
function rendered(templates: Readonly<Record<string, string>>, labels: Labels): Record<string, string> {
  const fillIn = (template: string) =>
    template.replace(/\{\{ \$labels\.(\w+) \| urlquery \}\}/g, (_, label: string) =>
      encodeURIComponent(labels[label] ?? "").replaceAll("%20", "+"),
    );
  return Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, fillIn(template)]));
}
