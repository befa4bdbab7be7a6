import { count } from "../compare/words";
import { type Contents } from "./contents";
import { breakable, type Html, markup } from "./html";
import { type Link, type Page } from "./page";
import { pages } from "./places";
import { query } from "./refer";
import { table } from "./table";
import { readersOfMetric } from "./readers";

/** Every recording rule with its expression and who reads it. */
export function recordingsPage(contents: Contents): Page {
  const { recordings } = contents.rules;
  const body = (link: Link): Html =>
    table(
      "Recording rules",
      ["Records", "Expression", "Group", "Read by"],
      [...recordings].map(([record, all]) => ({
        id: record,
        cells: [
          markup`<code>${breakable(record)}</code>`,
          markup`${all.map(({ expr }) => markup`<div class="query">${query(expr, contents, link)}</div>`)}`,
          [...new Set(all.map(({ group }) => group))].join(", "),
          readersOfMetric(record, contents, link),
        ],
      })),
    );
  return {
    path: pages.recordings,
    title: "Recording rules",
    section: "recordings",
    lead: `${count(recordings.size, "metric")} that Prometheus works out beforehand.`,
    body,
  };
}
