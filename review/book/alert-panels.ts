import { type RenderedRule } from "../compare/read-rules";
import { type Contents } from "./contents";
import { metricsIn } from "./expression";
import { type Html, joined, markup } from "./html";
import { type Link } from "./page";
import { panelPlace } from "./places";
import { dashboardLink } from "./refer";
import { inLine, table } from "./table";

/** Dashboards that show an alert: the one that its notification leads to, and panels that ask for a metric of it. */
export function alertPanels(all: readonly RenderedRule[], contents: Contents, link: Link): Html {
  const leads = leadsTo(all).map((uid) => dashboardLink(uid, contents, link));
  const shown = [...panelsWith(all, contents)].map(([uid, panels]) => ({
    cells: [dashboardLink(uid, contents, link), panelList(uid, panels, link)],
  }));
  return markup`<p>${
    leads.length === 0
      ? "Its notification leads to no dashboard."
      : markup`Its notification leads to ${inLine(leads)}.`
  }</p>
${table("Panels that show its metrics", ["Dashboard", "Panels"], shown)}`;
}

/** uids of the dashboards to which its link leads. */
export function leadsTo(all: readonly RenderedRule[]): readonly string[] {
  const uids = all.flatMap(
    ({ annotations }) => /\/d\/([\w-]+)/.exec(annotations["dashboard_url"] ?? "")?.[1] ?? [],
  );
  return [...new Set(uids)];
}

function panelsWith(all: readonly RenderedRule[], contents: Contents) {
  const found = new Map<string, Map<number, string>>();
  for (const metric of all.flatMap(({ expr }) => metricsIn(expr)))
    for (const [uid, panels] of contents.metrics.get(metric)?.panels ?? []) {
      const of = found.get(uid) ?? new Map<number, string>();
      for (const { id, title } of panels) of.set(id, title);
      found.set(uid, of);
    }
  return found;
}

function panelList(uid: string, panels: ReadonlyMap<number, string>, link: Link): Html {
  const links = [...panels].map(
    ([id, title]) =>
      markup`<a href="${link(panelPlace(uid, id))}">${title === "" ? "(no title)" : title}</a>`,
  );
  if (links.length <= 6) return inLine(links);
  return markup`<details><summary>${links.length} panels</summary>${joined(links, ", ")}</details>`;
}
