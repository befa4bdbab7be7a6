import { type BoardPanel, type BoardRow, type ReadBoard } from "../compare/read-boards";
import { count } from "../compare/words";
import { inline } from "../pictures/svg";
import { wireframe } from "../pictures/wireframe";
import { type Contents } from "./contents";
import { metricsIn } from "./expression";
import { type Html, joined, markup, nothing, trusted } from "./html";
import { type Link, type Page } from "./page";
import { dashboardPage, pages } from "./places";
import { dashboardLink, grafanaPlace, metricLink, query, text } from "./refer";
import { inLine, table } from "./table";

/** The list of all dashboards. */
export function dashboardsPage(contents: Contents): Page {
  const boards = [...contents.boards.values()];
  const body = (link: Link) =>
    table(
      "Dashboards",
      ["Dashboard", "What it shows", "Panels", "Variables"],
      boards.map((board) => ({
        cells: [
          dashboardLink(board.uid, contents, link),
          text(board.description, contents, link, 2),
          panelsOf(board).length,
          variablesOf(board).map(String).join(", "),
        ],
      })),
    );
  return {
    path: pages.dashboards,
    title: "Dashboards",
    section: "dashboards",
    lead: `${count(boards.length, "dashboard")}.`,
    body,
  };
}

/** A dashboard: its picture, and each panel with what it asks for. */
export function dashboardPageOf(board: ReadBoard, contents: Contents): Page {
  const body = (link: Link) => markup`${text(board.description, contents, link, 2)}
${linksOf(board, contents, link)}
<h2 id="picture">Picture</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Picture of the dashboard">${trusted(inline(wireframe(board, { id: "dashboard-picture", unfold: () => true })))}</div>
${variableTable(board)}
${board.rows.map((row) => rowOf(row, contents, link))}`;
  return {
    path: dashboardPage(board.uid),
    title: board.title,
    section: "dashboards",
    lead: `${count(panelsOf(board).length, "panel")} in ${count(board.rows.length, "row")}; uid ${board.uid}.`,
    pictures: true,
    body,
  };
}

export function panelsOf({ rows }: ReadBoard): readonly BoardPanel[] {
  return rows.flatMap(({ panels }) => panels);
}

function variablesOf({ templating }: ReadBoard): readonly unknown[] {
  return templating.list.map((variable) => variable["name"]);
}

function linksOf(board: ReadBoard, contents: Contents, link: Link): Html {
  const all = board.links.flatMap(({ title, url }) => {
    const place = grafanaPlace(url ?? "", contents);
    return place === undefined ? [] : [markup`<a href="${link(place)}">${title}</a>`];
  });
  return all.length === 0 ? nothing : markup`<p>It leads to ${inLine(all)}.</p>`;
}

function variableTable({ templating }: ReadBoard): Html {
  const rows = templating.list.map((variable) => ({
    cells: [
      markup`<code>${String(variable["name"])}</code>`,
      String(variable["label"] ?? ""),
      String(variable["type"] ?? ""),
      markup`<code class="expression">${definitionOf(variable["query"])}</code>`,
    ],
  }));
  return rows.length === 0
    ? nothing
    : markup`<h2 id="variables">Variables</h2>
${table("Variables", ["Name", "Label", "Kind", "Values from"], rows)}`;
}

function definitionOf(query: unknown): string {
  if (typeof query === "string") return query;
  if (typeof query !== "object" || query === null) return "";
  const inner = (query as Readonly<Record<string, unknown>>)["query"];
  return typeof inner === "string" ? inner : JSON.stringify(query);
}

function rowOf(row: BoardRow, contents: Contents, link: Link): Html {
  if (row.panels.length === 0) return nothing;
  const title = row.title === "" ? "Panels" : row.title;
  const rows = row.panels.map((panel) => ({
    id: `panel-${panel.id}`,
    cells: [
      markup`${panel.title === "" ? "(no title)" : panel.title}<p class="aside">${panel.type}</p>`,
      text(panel.description, contents, link, 2),
      unitOf(panel),
      queriesOf(panel, contents, link),
      inLine(metricsOf(panel).map((metric) => metricLink(metric, link))),
      inLine(panelLinks(panel).map(({ title: name, url }) => linked(name, url, contents, link))),
    ],
  }));
  return markup`<h2 id="row-${row.id}">${title}</h2>
${row.collapsed ? markup`<p class="aside">Closed until somebody opens it.</p>` : nothing}
${table(`Panels of ${title}`, ["Panel", "What it shows", "Unit", "Queries", "Metrics", "Links"], rows)}`;
}

function unitOf({ fieldConfig }: BoardPanel): string {
  const unit = fieldConfig.defaults["unit"];
  return typeof unit === "string" ? unit : "";
}

function metricsOf({ targets }: BoardPanel): readonly string[] {
  return [...new Set(targets.flatMap(({ expr }) => metricsIn(expr)))].sort();
}

function queriesOf({ targets }: BoardPanel, contents: Contents, link: Link): Html {
  const asked = targets.filter(({ expr }) => expr !== "");
  return joined(
    asked.map(
      ({ expr, legendFormat }) =>
        markup`<div class="query">${legendFormat === "" || legendFormat === "__auto" ? nothing : markup`<p class="aside">${legendFormat}</p>`}${query(expr, contents, link)}</div>`,
    ),
  );
}

interface PanelLink {
  readonly title: string;
  readonly url: string;
}

/** Links of a panel's values, those of single fields included. */
function panelLinks({ fieldConfig }: BoardPanel): readonly PanelLink[] {
  const found: PanelLink[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    const { title, url } = value as Readonly<Record<string, unknown>>;
    if (typeof title === "string" && typeof url === "string") found.push({ title, url });
    Object.values(value).forEach(walk);
  };
  walk(fieldConfig);
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

function linked(title: string, url: string, contents: Contents, link: Link): Html {
  const place = grafanaPlace(url, contents);
  if (place !== undefined) return markup`<a href="${link(place)}">${title}</a>`;
  return markup`${title} (<code>${url.replace(/[?&].*$/s, "")}</code>)`;
}
