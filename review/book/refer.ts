/** Links on the things of a book, as they stand in its texts and tables. */
import { type Contents } from "./contents";
import { expression } from "./expression";
import { breakable, type Html, markup } from "./html";
import { markdownText } from "./markdown-text";
import { type Link } from "./page";
import { alertPage, dashboardPage, metricPlace, offPlace, recordingPlace } from "./places";

export function alertLink(name: string, link: Link): Html {
  return markup`<a href="${link(alertPage(name))}">${breakable(name)}</a>`;
}

export function recordingLink(record: string, link: Link): Html {
  return markup`<a href="${link(recordingPlace(record))}"><code>${breakable(record)}</code></a>`;
}

export function metricLink(metric: string, link: Link): Html {
  return markup`<a href="${link(metricPlace(metric))}"><code>${breakable(metric)}</code></a>`;
}

/** A dashboard by its title; a uid that is not in the stack stays a word. */
export function dashboardLink(uid: string, { boards }: Contents, link: Link): Html {
  const board = boards.get(uid);
  return board === undefined
    ? markup`${uid} (not in this stack)`
    : markup`<a href="${link(dashboardPage(uid))}">${board.title}</a>`;
}

/** An expression whose metrics lead to their rows. */
export function query(expr: string, { metrics }: Contents, link: Link): Html {
  return expression(expr, (metric) => (metrics.has(metric) ? link(metricPlace(metric)) : undefined));
}

/** Where a link of Grafana leads in the book: "/d/host?var-instance=…" → the dashboard. Undefined for any other. */
export function grafanaPlace(url: string, { boards }: Contents): string | undefined {
  const uid = /(?:^|\/)d\/([\w-]+)/.exec(url)?.[1];
  return uid !== undefined && boards.has(uid) ? dashboardPage(uid) : undefined;
}

/** A Markdown text of the checkout: links on runbooks lead to their alerts. `lower` as in `markdownText`. */
export function text(source: string, contents: Contents, link: Link, lower = 0): Html {
  const linkTo = (written: string) => {
    if (/^https?:\/\//.test(written)) return written;
    const alert = /(?:^|\/)([A-Za-z0-9]+)\.md$/.exec(written)?.[1] ?? "";
    if (contents.rules.alerts.has(alert)) return link(alertPage(alert));
    if (contents.off.has(alert)) return link(offPlace(alert));
    const place = grafanaPlace(written, contents);
    return place === undefined ? undefined : link(place);
  };
  const nameTo = (word: string) => (contents.rules.alerts.has(word) ? link(alertPage(word)) : undefined);
  return markdownText(source, { linkTo, nameTo, lower });
}
