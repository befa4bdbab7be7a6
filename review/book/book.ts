import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Files } from "../render";
import { alertsPage } from "./alert-list";
import { alertPageOf } from "./alert-page";
import { contentsOf, type Source } from "./contents";
import { dashboardPageOf, dashboardsPage } from "./dashboards";
import { homePage } from "./home";
import { metricsPage } from "./metrics";
import { written } from "./page";
import { assets } from "./places";
import { recordingsPage } from "./recording-rules";
import { routesPage } from "./routes";
import { entriesOf, indexScript } from "./search-index";
import { settingsPage } from "./settings";
import { colours, pictureRules } from "../pictures/style";

/** The book of a stack as files by path. The same stack gives the same bytes. Throws as `contentsOf` does. */
export function book(source: Source): Files {
  const contents = contentsOf(source);
  const all = [
    homePage(contents),
    dashboardsPage(contents),
    ...[...contents.boards.values()].map((board) => dashboardPageOf(board, contents)),
    alertsPage(contents),
    ...[...contents.rules.alerts].map(([name, rules]) => alertPageOf(name, rules, contents)),
    recordingsPage(contents),
    metricsPage(contents),
    routesPage(contents),
    settingsPage(contents),
  ];
  return new Map([
    ...all.map((page) => [page.path, written(page, contents)] as const),
    [assets.style, `${colours}\n${asset("style.css")}\n${pictureRules}\n`],
    [assets.script, asset("search.js")],
    [assets.index, indexScript(entriesOf(contents))],
  ]);
}

function asset(name: string): string {
  return readFileSync(join(__dirname, "assets", name), "utf8");
}
