import { withUnit } from "../../signals/unit";
import { type RenderedRule, serversOwn } from "../compare/read-rules";
import { alertPanels } from "./alert-panels";
import { tellings } from "./alert-tellings";
import { badge, limitOf } from "./alert-words";
import { type Contents, jobsOf } from "./contents";
import { metricsIn } from "./expression";
import { type Html, markup } from "./html";
import { type Link, type Page } from "./page";
import { alertPage } from "./places";
import { metricLink, query, recordingLink, text } from "./refer";
import { facts, inLine, table } from "./table";

/** An alert: what it is, who is told, and what to do. */
export function alertPageOf(name: string, all: readonly RenderedRule[], contents: Contents): Page {
  const body = (link: Link) => markup`${all.map((rule, at) => ruleOf(rule, at, all.length, contents, link))}
<h2 id="told">Who is told</h2>
${tellings(name, contents, link)}
<h2 id="shown">Where it is shown</h2>
${alertPanels(all, contents, link)}
<h2 id="metrics">What it asks for</h2>
${metricsTable(all, contents, link)}
<h2 id="runbook">Runbook</h2>
${runbookOf(name, contents, link)}`;
  const title = contents.alerts[name]?.signal?.title;
  return {
    path: alertPage(name),
    title: name,
    section: "alerts",
    lead: title === undefined ? undefined : `About: ${title}.`,
    body,
  };
}

function ruleOf(rule: RenderedRule, at: number, of: number, contents: Contents, link: Link): Html {
  const name = rule.alert ?? "";
  const alert = contents.alerts[name];
  const parameters = Object.entries(alert?.parameters ?? {}).map(
    ([parameter, { value, unit, meaning }]) => markup`${parameter} ${withUnit(value, unit)} (${meaning})`,
  );
  const more = Object.entries(rule.labels).filter(
    ([label]) => !["severity", "team", "service"].includes(label),
  );
  return markup`<h2 id="rule-${at + 1}">${of === 1 ? "Rule" : `Rule ${at + 1} of ${of}`}</h2>
${facts([
  ["Fires", of === 1 ? limitOf(name, contents) : undefined],
  ["Further numbers", parameters.length === 0 || of > 1 ? undefined : inLine(parameters)],
  ["After", rule.for === "0s" ? "at once" : rule.for],
  ["Keeps firing for", rule.keep_firing_for === "0s" ? "no longer than it is true" : rule.keep_firing_for],
  ["Severity", badge(rule.labels["severity"] ?? "")],
  ["Team", rule.labels["team"]],
  ["Service", rule.labels["service"]],
  [
    "Further labels",
    more.length === 0 ? undefined : more.map(([label, value]) => `${label}=${value}`).join(", "),
  ],
  ["Kind", alert?.kind],
  [
    "Group",
    `${rule.group}, evaluated ${rule.interval === serversOwn ? "at the server's pace" : `every ${rule.interval}`}`,
  ],
])}<div class="block">${query(rule.expr, contents, link)}</div>
<p><strong>Summary:</strong> ${rule.annotations["summary"]}</p>
<p>${rule.annotations["description"]}</p>
`;
}

function metricsTable(all: readonly RenderedRule[], contents: Contents, link: Link): Html {
  const metrics = [...new Set(all.flatMap(({ expr }) => metricsIn(expr)))].sort();
  if (metrics.length === 0) return markup`<p>No metric.</p>`;
  const rows = metrics.map((metric) => ({
    cells: [
      metricLink(metric, link),
      contents.rules.recordings.has(metric)
        ? markup`the recording rule ${recordingLink(metric, link)}`
        : jobsOf(contents, metric).join(", "),
    ],
  }));
  return table("Metrics of the alert", ["Metric", "Given by"], rows);
}

function runbookOf(name: string, contents: Contents, link: Link): Html {
  const runbook = contents.runbooks.get(name);
  if (runbook === undefined) return markup`<p>It has none.</p>`;
  // Its first line is the name of the alert, which the page has already.
  return text(runbook.replace(/^# .*\n/, ""), contents, link, 1);
}
