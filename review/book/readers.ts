import { type Contents } from "./contents";
import { type Html, joined, markup, nothing } from "./html";
import { type Link } from "./page";
import { panelPlace } from "./places";
import { alertLink, dashboardLink, recordingLink } from "./refer";
import { inLine } from "./table";

/** Most links that a cell shows without being opened. */
const most = 4;

/** Everything that reads a metric: alerts, recording rules and dashboards, each kind on a line. */
export function readersOfMetric(metric: string, contents: Contents, link: Link): Html {
  const { alerts, recordings } = contents.metrics.get(metric) ?? {};
  const lines = [
    lineOf(
      "alert",
      [...(alerts ?? [])].map((name) => alertLink(name, link)),
    ),
    lineOf(
      "recording rule",
      [...(recordings ?? [])].map((name) => recordingLink(name, link)),
    ),
    lineOf("dashboard", dashboardsWith(metric, contents, link)),
  ].filter((line) => line !== nothing);
  return lines.length === 0 ? markup`nothing` : joined(lines);
}

/** Links on the dashboards that show a metric; one panel leads there itself. */
export function dashboardsWith(metric: string, contents: Contents, link: Link): readonly Html[] {
  return [...(contents.metrics.get(metric)?.panels ?? [])].map(([uid, panels]) => {
    const [only] = panels;
    return panels.length === 1 && only !== undefined
      ? markup`<a href="${link(panelPlace(uid, only.id))}">${contents.boards.get(uid)?.title ?? uid}: ${only.title}</a>`
      : markup`${dashboardLink(uid, contents, link)} (${panels.length} panels)`;
  });
}

/** Links that are opened where they are more than `few`: "12 alerts". @default 4 */
export function folded(thing: string, links: readonly Html[], few = most): Html {
  if (links.length <= few) return inLine(links);
  return markup`<details><summary>${links.length} ${thing}s</summary>${joined(links, ", ")}</details>`;
}

function lineOf(thing: string, links: readonly Html[]): Html {
  if (links.length === 0) return nothing;
  const name =
    links.length > most
      ? nothing
      : markup`<span class="aside">${thing}${links.length === 1 ? "" : "s"}:</span> `;
  return markup`<div>${name}${folded(thing, links)}</div>`;
}
