import { type RenderedRule } from "../compare/read-rules";
import { count } from "../compare/words";
import { badge, limitOf, receiverLink, receiversOf, templateInWords } from "./alert-words";
import { type Contents } from "./contents";
import { breakable, type Html, markup, nothing } from "./html";
import { type Link, type Page } from "./page";
import { pages } from "./places";
import { alertLink } from "./refer";
import { inLine, table } from "./table";

/** The list of all alerts: those of the stack, then those that it does not have. */
export function alertsPage(contents: Contents): Page {
  const { rules, off } = contents;
  const body = (link: Link) => markup`${table(
    "Alerts of this stack",
    ["Alert", "Severity", "Team", "Fires", "After", "Told to"],
    [...rules.alerts].map(([name, all]) => ({
      cells: [
        alertLink(name, link),
        severitiesOf(all),
        labelsOf(all, "team"),
        limitOf(name, contents) ?? summaryOf(all),
        [...new Set(all.map((rule) => (rule.for === "0s" ? "at once" : rule.for)))].join(", "),
        inLine(receiversOf(name, contents).map((each) => receiverLink(each, link))),
      ],
    })),
  )}
${
  off.size === 0
    ? nothing
    : markup`<h2 id="off">Not in this stack</h2>
${table(
  "Alerts that this stack does not have",
  ["Alert", "Why"],
  [...off]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, why]) => ({ id: `off-${name}`, cells: [breakable(name), why] })),
)}`
}`;
  return {
    path: pages.alerts,
    title: "Alerts",
    section: "alerts",
    lead: `${count(rules.alerts.size, "alert")} in this stack${off.size === 0 ? "" : `, ${off.size} not in it`}.`,
    body,
  };
}

/** What an alert without a limit says of itself. */
function summaryOf(all: readonly RenderedRule[]): Html {
  return markup`<span class="aside">${templateInWords(all[0]?.annotations["summary"] ?? "")}</span>`;
}

function severitiesOf(all: readonly RenderedRule[]): Html {
  const severities = [...new Set(all.map(({ labels }) => labels["severity"] ?? ""))];
  return markup`${severities.map((each) => badge(each))}`;
}

function labelsOf(all: readonly RenderedRule[], label: string): string {
  return [...new Set(all.map(({ labels }) => labels[label] ?? ""))].join(", ");
}
