import { count } from "../compare/words";
import { type Contents } from "./contents";
import { type Html, markup } from "./html";
import { panelsOf } from "./dashboards";
import { type Link, type Page } from "./page";
import { pages } from "./places";
import { folded } from "./readers";
import { alertLink, dashboardLink, text } from "./refer";
import { settingNames } from "./settings";
import { table } from "./table";

const severities = ["critical", "warning", "info", "none"] as const;

/** What there is, in numbers, and where to begin. */
export function homePage(contents: Contents): Page {
  const { stack, boards, rules, metrics, routing, settings, written } = contents;
  const panels = [...boards.values()].reduce((sum, board) => sum + panelsOf(board).length, 0);
  const body = (link: Link): Html => markup`<ul class="counts">
${[
  [pages.dashboards, boards.size, "dashboard", count(panels, "panel")] as const,
  [pages.alerts, rules.alerts.size, "alert", `${contents.off.size} not in this stack`] as const,
  [pages.recordings, rules.recordings.size, "recording rule", "worked out beforehand"] as const,
  [pages.metrics, metrics.size, "metric", "asked for"] as const,
  [pages.routes, routing?.receivers.length ?? 0, "receiver", "and the routes to them"] as const,
  [
    pages.settings,
    settingNames(settings).length,
    "setting",
    `${Object.keys(written).length} in the stack's file`,
  ] as const,
].map(
  ([
    place,
    number,
    thing,
    more,
  ]) => markup`<li><a href="${link(place)}"><strong>${number}</strong> ${thing}${number === 1 ? "" : "s"}</a><span class="aside">${more}</span></li>
`,
)}</ul>
<p>Press <kbd>/</kbd> and type to search everything: the name of an alert, a word of its text, a panel, a metric, a setting.</p>
<h2 id="dashboards">Dashboards</h2>
${table(
  "Dashboards",
  ["Dashboard", "What it shows"],
  [...boards.values()].map((board) => ({
    cells: [dashboardLink(board.uid, contents, link), text(board.description, contents, link, 2)],
  })),
)}
<h2 id="alerts">Alerts by severity</h2>
${table(
  "Alerts by severity",
  ["Severity", "Alerts"],
  severities.flatMap((severity) => {
    const names = [...rules.alerts].filter(([, all]) =>
      all.some(({ labels }) => labels["severity"] === severity),
    );
    if (names.length === 0) return [];
    return [
      {
        cells: [
          severity,
          folded(
            "alert",
            names.map(([name]) => alertLink(name, link)),
            20,
          ),
        ],
      },
    ];
  }),
)}`;
  return {
    path: pages.home,
    title: `Book of ${stack}`,
    section: "home",
    lead: `Every dashboard, alert, runbook, recording rule, metric, route and setting of the stack ${stack}.`,
    body,
  };
}
