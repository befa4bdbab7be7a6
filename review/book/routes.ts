import { stringify } from "yaml";
import { type Route, type Routing } from "../compare/routes";
import { count } from "../compare/words";
import { receiverLink, receiversOf } from "./alert-words";
import { type Contents } from "./contents";
import { type Html, joined, markup, nothing } from "./html";
import { type Link, type Page } from "./page";
import { idOf, pages } from "./places";
import { folded } from "./readers";
import { alertLink } from "./refer";
import { facts, table } from "./table";

/** The tree of routes, receivers with the alerts that reach them, and what keeps alerts from being told. */
export function routesPage(contents: Contents): Page {
  const { routing } = contents;
  const page = { path: pages.routes, title: "Routes and receivers", section: "routes" } as const;
  if (routing === undefined) {
    const lead = "This stack has no Alertmanager: whoever takes its rules decides who is told.";
    return { ...page, lead, body: () => nothing };
  }
  const body = (link: Link) => markup`<h2 id="routes">Routes</h2>
<p>An alert takes the first branch that fits it, and those after it as long as a branch says so. Where none fits, the route above counts.</p>
<ul class="tree">${routeOf(routing.route, link)}</ul>
<h2 id="receivers">Receivers</h2>
${routing.receivers.map((receiver) => receiverOf(receiver, contents, link))}
<h2 id="inhibitions">Inhibitions</h2>
${inhibitions(routing)}`;
  return { ...page, lead: `${count(routing.receivers.length, "receiver")}.`, body };
}

function routeOf(route: Route, link: Link): Html {
  const { receiver, matchers, routes } = route;
  return markup`<li><p>${
    matchers.length === 0
      ? "Every alert"
      : joined(
          matchers.map((each) => markup`<code>${each}</code>`),
          " and ",
        )
  }${receiver === undefined ? nothing : markup` → ${receiverLink(receiver, link)}`}${route.continue ? ", and the branches after it" : ""}</p>
${facts([
  ["Grouped by", route.group_by?.join(", ")],
  ["First told after", route.group_wait],
  ["Additions told after", route.group_interval],
  ["Repeated after", route.repeat_interval],
  ["Muted", route.mute_time_intervals.join(", ")],
  ["Told only in", route.active_time_intervals.join(", ")],
])}${routes.length === 0 ? nothing : markup`<ul>${routes.map((each) => routeOf(each, link))}</ul>`}</li>
`;
}

function receiverOf({ name, ...rest }: Routing["receivers"][number], contents: Contents, link: Link): Html {
  const told = [...contents.rules.alerts.keys()].filter((alert) =>
    receiversOf(alert, contents).includes(name),
  );
  const ways = Object.keys(rest);
  return markup`<h3 id="${idOf(`receiver-${name}`)}">${name}</h3>
${ways.length === 0 ? markup`<p>It tells nobody: what reaches it is seen in Alertmanager only.</p>` : markup`<pre tabindex="0">${stringify(rest, { lineWidth: 0 })}</pre>`}
${
  told.length === 0
    ? markup`<p>No alert reaches it by the labels of its rule.</p>`
    : markup`<div class="links">${folded(
        "alert",
        told.map((alert) => alertLink(alert, link)),
        12,
      )}</div>`
}
`;
}

function inhibitions({ inhibit_rules: rules }: Routing): Html {
  if (rules.length === 0) return markup`<p>None: no alert keeps another from being told.</p>`;
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String).join(", ") : "");
  return table(
    "Inhibitions",
    ["Name", "While this fires", "this is not told", "where these labels are equal"],
    rules.map((rule, at) => ({
      cells: [
        rule.name ?? `number ${at + 1}`,
        list(rule["source_matchers"]),
        list(rule["target_matchers"]),
        list(rule["equal"]),
      ],
    })),
  );
}
