import { posix } from "node:path";

/** Pages that every book has, as paths from its folder. */
export const pages = {
  home: "index.html",
  dashboards: "dashboards.html",
  alerts: "alerts.html",
  recordings: "recording-rules.html",
  metrics: "metrics.html",
  routes: "routes.html",
  settings: "settings.html",
} as const;

/** Files that pages refer to. */
export const assets = {
  style: "assets/style.css",
  script: "assets/search.js",
  index: "assets/search-index.js",
} as const;

export function dashboardPage(uid: string): string {
  return `dashboards/${fileName(uid)}.html`;
}

/** A panel's row in the table of its dashboard. */
export function panelPlace(uid: string, id: number): string {
  return `${dashboardPage(uid)}#panel-${id}`;
}

export function alertPage(name: string): string {
  return `alerts/${fileName(name)}.html`;
}

/** An alert's row among those that the stack does not have. */
export function offPlace(name: string): string {
  return `${pages.alerts}#${fragment(`off-${name}`)}`;
}

export function recordingPlace(record: string): string {
  return `${pages.recordings}#${fragment(record)}`;
}

export function metricPlace(metric: string): string {
  return `${pages.metrics}#${fragment(metric)}`;
}

export function receiverPlace(name: string): string {
  return `${pages.routes}#${fragment(`receiver-${name}`)}`;
}

/** A link from one page of the book to another place in it: relative, so that it works from a file and below any path. */
export function relativeTo(page: string): (place: string) => string {
  return (place) => {
    const [path = "", ...hash] = place.split("#");
    const fromPage = path === page ? "" : posix.relative(posix.dirname(page), path);
    return hash.length === 0 ? fromPage || posix.basename(page) : `${fromPage}#${hash.join("#")}`;
  };
}

/** A name as a file: any name is one of its own, and none leads out of the folder. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/gu, (sign) => `~${sign.codePointAt(0)?.toString(16) ?? ""}~`);
}

/** A name as an id of an element: ids have no spaces. Links to it are encoded. */
export function idOf(name: string): string {
  return name.replace(/\s/g, "_");
}

function fragment(name: string): string {
  return encodeURIComponent(idOf(name)).replace(/%3A/g, ":");
}
