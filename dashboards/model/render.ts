import { canonicalJson } from "./canonical-json";
import { type Dashboard, type Definition, type Row } from "./dashboard";
import { drawPanel, sourceOf, type Surroundings } from "./draw-panel";
import { type DrawnRow, type Drawing, type Source } from "./drawing";
import { grafanaDashboard } from "./grafana/dashboard";
import { layout, legal, type Size } from "./layout";
import { type Panel } from "./panel";
import { panelIds, slug } from "./panel-id";
import { choices, panelScope, TAG } from "./variables";
import { promql, type Promql } from "../../signals/promql";

/**
 * Makes the dashboard that is provisioned. The definition is not changed, and the same definition and surroundings
 * give the same text. Throws an Error for panels with one name, and for what `drawPanel` and `layout` refuse.
 */
export function render(definition: Definition, around: Surroundings): Dashboard {
  const { uid, title } = definition;
  return { uid, title, json: canonicalJson(grafanaDashboard(draw(definition, around))) };
}

/** Decides everything about a dashboard, short of Grafana's form for it. */
export function draw(definition: Definition, around: Surroundings): Drawing {
  const { uid, title, description, tags, refresh, time, variables } = definition;
  return {
    uid,
    title,
    description,
    tags: [TAG, ...tags],
    refresh,
    time,
    sources: sources(definition),
    variables: variables.map((each) => ({
      name: each.name,
      label: each.label,
      source: each.source ?? "datasource",
      query: choices(variables, each),
      multi: each.multi,
    })),
    links: definition.links.flatMap((to) => {
      const name = around.dashboards.get(to);
      return name === undefined ? [] : [{ title: name, url: `/d/${to}` }];
    }),
    alerts: firingExpr(definition),
    rows: rows(definition, around),
  };
}

/** Firing alerts that somebody is told of. On the page of one host, those of that host. */
function firingExpr({ variables }: Definition): Promql {
  const { alerts } = panelScope(
    variables.filter((each) => !each.multi),
    [],
  );
  return promql`ALERTS{alertstate="firing", severity=~"critical|warning"${alerts}}`;
}

/** Name of a panel within its dashboard; its id is made from it. */
export function panelName(panel: Panel): string {
  return panel.id ?? slug(panel.title);
}

function rows(definition: Definition, around: Surroundings): readonly DrawnRow[] {
  const names = definition.rows.flatMap((each) => [rowName(each), ...each.panels.map(panelName)]);
  const ids = panelIds(definition.uid, names);
  const places = layout(
    definition.rows.map((each) => ({
      collapsed: each.collapsed,
      panels: each.panels.map((panel) => located(definition, panel, () => legal(sizeOf(panel)))),
    })),
  );
  return definition.rows.map((each, index) => {
    const place = found(places[index]);
    return {
      id: found(ids.get(rowName(each))),
      title: each.title,
      collapsed: each.collapsed,
      place: place.heading,
      panels: each.panels.map((panel, at) =>
        located(definition, panel, () =>
          drawPanel(
            panel,
            found(ids.get(panelName(panel))),
            found(place.panels[at]),
            definition.variables,
            around,
          ),
        ),
      ),
    };
  });
}

/** Says of a mistake where it was made. */
function located<T>(definition: Definition, panel: Panel, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`Dashboard ${definition.uid}, panel "${panel.title}": ${message}`, { cause: error });
  }
}

function rowName(of: Row): string {
  return `row:${slug(of.title)}`;
}

const narrow: Partial<Record<Panel["kind"], number>> = {
  stat: 4,
  timeseries: 8,
  heatmap: 8,
  barGauge: 8,
  stateTimeline: 12,
};

function sizeOf(panel: Panel): Size {
  return {
    width: panel.width ?? narrow[panel.kind] ?? 24,
    height: panel.height ?? (panel.kind === "stat" ? 4 : 8),
  };
}

/** Metrics are always there: the choices of the variables and the firing alerts come from them. */
function sources(definition: Definition): readonly Source[] {
  const panels = definition.rows.flatMap((each) => each.panels);
  const logs =
    definition.variables.some((each) => each.source === "loki_datasource") ||
    panels.some((each) => each.kind !== "text" && sourceOf(each) === "loki_datasource");
  return ["datasource", ...(logs ? (["loki_datasource"] as const) : [])];
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The layout has fewer places than there are panels.");
  return value;
}
