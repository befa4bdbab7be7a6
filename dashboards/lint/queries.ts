import {
  labelsMade,
  labelsUsed,
  selectors,
  toPromql,
  type Matcher,
  type Promql,
  type Selector,
} from "../../signals/promql";
import { streamLabelsMade, streamLabelsUsed, streams, toLogql } from "../../signals/logql";
import {
  measuringPanels,
  writtenPanel,
  type Complaint,
  type KnownMetric,
  type Subject,
  type World,
} from "./finding";
import { type BoardTarget, type MeasuringPanel } from "./shape";

/** Queries: they parse, ask for what is there, in the chosen scope, over a range that fits the panel. */
export function queryComplaints(subject: Subject, world: World): readonly Complaint[] {
  return measuringPanels(subject.board).flatMap((panel) => [
    ...refIds(panel),
    ...panel.targets.flatMap((target) =>
      complaintsOf(subject, panel, target, world).map((each) => ({ ...each, panel: panel.title })),
    ),
  ]);
}

function refIds(panel: MeasuringPanel): readonly Complaint[] {
  const ids = panel.targets.map((each) => each.refId);
  return ids.every((id, at) => id === String.fromCharCode(65 + at))
    ? []
    : [{ rule: "ref-id", panel: panel.title, message: `queries are called ${ids.join(", ")}, not A, B, C` }];
}

function complaintsOf(
  subject: Subject,
  panel: MeasuringPanel,
  target: BoardTarget,
  world: World,
): readonly Complaint[] {
  if (target.datasource.type !== panel.datasource.type)
    return [{ rule: "datasource", message: `query ${target.refId} asks another data source` }];
  const newest = panel.type === "table" || panel.type === "bargauge";
  if (newest && "instant" in target && !target.instant)
    return [{ rule: "instant", message: `query ${target.refId} asks for a whole range to show its end` }];
  try {
    return "format" in target
      ? prometheusComplaints(subject, panel, toPromql(target.expr), world)
      : lokiComplaints(target.expr);
  } catch (error) {
    return [{ rule: "parse", message: error instanceof Error ? error.message : String(error) }];
  }
}

function prometheusComplaints(
  { board, definition }: Subject,
  panel: MeasuringPanel,
  expr: Promql,
  world: World,
): readonly Complaint[] {
  const past = pastOf(definition, panel);
  const variables = board.templating.list
    .map((each) => each.name)
    .filter((name) => ["cluster", "namespace", "instance"].includes(name) && !past.includes(name));
  const made = labelsMade(expr);
  const all = selectors(expr);
  const has = (label: string) =>
    all.some(({ metric = "" }) => world.metrics.get(metric)?.labels.has(label) === true);
  return [
    ...rangeComplaints(expr),
    ...all.flatMap((each) => selectorComplaints(each, variables, world)),
    ...labelsUsed(expr)
      .filter((label) => !made.includes(label) && !has(label))
      .map((label) => ({ rule: "label", message: `no metric of the query has the label ${label}` })),
  ];
}

function selectorComplaints(
  { metric = "", matchers }: Selector,
  variables: readonly string[],
  world: World,
): readonly Complaint[] {
  const known = world.metrics.get(metric);
  if (known === undefined)
    return [{ rule: "metric", message: `no program and no recording rule gives ${metric}` }];
  // Alerts and recorded series have the labels of their expressions only.
  const derived = metric.startsWith("ALERTS") || metric.includes(":");
  const chosen = matchers.some((each) => each.value.startsWith("$"));
  const job = matchers.find((each) => each.label === "job");
  return [
    ...matchers
      .filter((each) => !known.labels.has(each.label))
      .map((each) => ({ rule: "label", message: `${metric} has no label ${each.label}` })),
    ...matchers
      .filter((each) => isUnknownValue(each, known))
      .map((each) => ({
        rule: "label-value",
        message: `${metric} has no series with ${each.label}="${each.value}"`,
      })),
    ...variables
      .filter((name) => !derived && !matchers.some((each) => each.value === `$${name}`))
      .map((name) => ({ rule: "scope", message: `${metric} is asked for past the variable ${name}` })),
    ...(derived || job !== undefined || chosen
      ? []
      : [{ rule: "job", message: `${metric} is asked for without a job` }]),
    ...(job?.op === "=" &&
    !job.value.startsWith("$") &&
    known.jobs !== undefined &&
    !known.jobs.includes(job.value)
      ? [{ rule: "job", message: `${job.value} does not give ${metric}; ${known.jobs.join(", ")} does` }]
      : []),
  ];
}

/** True for a value that cannot occur. A label with the one value "x" can have any. */
function isUnknownValue({ label, op, value }: Matcher, { values }: KnownMetric): boolean {
  const possible = values.get(label);
  if (op !== "=" || label === "job" || value.startsWith("$") || possible === undefined) return false;
  return !possible.has(value) && !(possible.size === 1 && possible.has("x"));
}

function pastOf(definition: Subject["definition"], panel: MeasuringPanel): readonly string[] {
  const written = writtenPanel(definition, panel.id);
  return written === undefined || written.kind === "text" ? [] : (written.past ?? []);
}

/** A range that does not follow the scrape interval shows gaps or hides peaks. A counter says nothing without a rate. */
function rangeComplaints(expr: string): readonly Complaint[] {
  const ranges = [...expr.matchAll(/\b(rate|irate|increase)\s*\([^[]*\[([^\]]+)\]/g)];
  const counters = [...expr.matchAll(/\b([a-zA-Z_:][\w:]*_total)\b/g)];
  return [
    ...ranges
      .filter((each) => each[2] !== "$__rate_interval")
      .map((each) => ({
        rule: "rate-interval",
        message: `${each[1] ?? ""}(…[${each[2] ?? ""}]) has a fixed range; write $__rate_interval`,
      })),
    // To count the series of a counter is fine: there is one for each CPU. So is to count its resets: restarts.
    ...counters
      .filter(
        (each) =>
          !/(\b(rate|irate|increase|resets)|\bcount(\s+by)?\s*(\([^)]*\))?)\s*\(\s*$/.test(
            expr.slice(0, each.index),
          ),
      )
      .map((each) => ({ rule: "counter", message: `${each[1] ?? ""} is a counter and stands in no rate` })),
  ];
}

/** Index labels of the log lines; what else a line has can be filtered by, but selects no stream. */
const streamLabels = ["service_name", "host", "cluster"];
/** The namespace selects streams in a cluster only, so no selector may name it; lines of pods say more about them. */
const podLabels = ["k8s_namespace_name", "k8s_pod_name", "k8s_container_name"];
const lineLabels = [...streamLabels, "log_file_path", "detected_level", ...podLabels];

function lokiComplaints(expr: string): readonly Complaint[] {
  const query = toLogql(expr);
  const made = streamLabelsMade(query);
  return [
    ...streams(query)
      .flat()
      .filter((each) => !streamLabels.includes(each.label))
      .map((each) => ({ rule: "stream", message: `no stream has the label ${each.label}` })),
    ...streamLabelsUsed(query)
      .filter((label) => !lineLabels.includes(label) && !made.includes(label))
      .map((label) => ({ rule: "label", message: `no log line has the label ${label}` })),
    ...[...expr.matchAll(/\[([^\]]+)\]/g)]
      .filter((each) => each[1] !== "$__auto")
      .map((each) => ({ rule: "rate-interval", message: `[${each[1] ?? ""}] is fixed; write $__auto` })),
  ];
}
