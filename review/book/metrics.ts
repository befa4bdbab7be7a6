import { count } from "../compare/words";
import { type Contents, jobsOf } from "./contents";
import { breakable, type Html, markup } from "./html";
import { type Link, type Page } from "./page";
import { pages, recordingPlace } from "./places";
import { alertLink, recordingLink } from "./refer";
import { dashboardsWith, folded } from "./readers";
import { table } from "./table";

/** Every metric that is asked for: who gives it, who records, shows and alerts on it. */
export function metricsPage(contents: Contents): Page {
  const { metrics } = contents;
  const body = (link: Link): Html =>
    table(
      "Metrics",
      ["Metric", "Given by", "Recorded by", "Alerted on by", "Shown on"],
      [...metrics].map(([metric, { alerts, recordings }]) => ({
        id: metric,
        cells: [
          markup`<code>${breakable(metric)}</code>`,
          giverOf(metric, contents, link),
          folded(
            "recording rule",
            [...recordings].map((name) => recordingLink(name, link)),
          ),
          folded(
            "alert",
            [...alerts].map((name) => alertLink(name, link)),
          ),
          folded("dashboard", dashboardsWith(metric, contents, link)),
        ],
      })),
    );
  return {
    path: pages.metrics,
    title: "Metrics",
    section: "metrics",
    lead: `${count(metrics.size, "metric")} that rules and dashboards ask for, with the jobs whose targets give them.`,
    body,
  };
}

function giverOf(metric: string, contents: Contents, link: Link): Html {
  if (contents.rules.recordings.has(metric))
    return markup`a <a href="${link(recordingPlace(metric))}">recording rule</a>`;
  const jobs = jobsOf(contents, metric);
  if (jobs.length > 0) return markup`${jobs.join(", ")}`;
  return contents.emitters.has(metric) ? markup`Prometheus itself` : markup`not known`;
}
