import { type Contents } from "./contents";
import { type Html, markup, nothing, trusted } from "./html";
import { assets, pages, relativeTo } from "./places";
import { sharedParts } from "../pictures/svg";

/** Makes a link from the page that is being written to a place in the book. */
export type Link = (place: string) => string;

/** A page of the book. */
export interface Page {
  /** From the folder of the book: "alerts/HostCpuSaturated.html". */
  readonly path: string;
  readonly title: string;
  /** The entry of the navigation that it belongs to. */
  readonly section: Section;
  /** One line under the title. @default none */
  readonly lead?: string | undefined;
  /** True for a page with pictures in it. @default false */
  readonly pictures?: boolean;
  readonly body: (link: Link) => Html;
}

export type Section = keyof typeof pages;

const sections: Readonly<Record<Section, string>> = {
  home: "Home",
  dashboards: "Dashboards",
  alerts: "Alerts",
  recordings: "Recording rules",
  metrics: "Metrics",
  routes: "Routes and receivers",
  settings: "Settings",
};

/**
 * What a page may load: files beside it, from a server or from a disk. A browser keeps to it even where a text of the book
 * should ever slip through as markup.
 */
const policy =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

/** A whole page as HTML. */
export function written(page: Page, { stack }: Contents): string {
  const link = relativeTo(page.path);
  const title = page.section === "home" ? "" : `${page.title} · `;
  const { markup: text } = markup`<!doctype html>
<html lang="en" data-root="${rootOf(page.path)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${title}Book of ${stack}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${link(assets.style)}">
<script src="${link(assets.index)}" defer></script>
<script src="${link(assets.script)}" defer></script>
</head>
<body>
<a class="skip" href="#book-content">To the content</a>
<header>
<p class="name"><a href="${link(pages.home)}">Book of ${stack}</a></p>
<div class="search" hidden>
<label for="book-search">Search <kbd>/</kbd></label>
<input id="book-search" type="search" role="combobox" autocomplete="off" spellcheck="false" aria-expanded="false" aria-controls="book-found" aria-autocomplete="list" placeholder="Alert, panel, metric, setting">
<div id="book-found" role="listbox" aria-label="Found" hidden></div>
<p id="book-told" class="told" role="status"></p>
</div>
<nav aria-label="Book"><ul>${(Object.keys(sections) as Section[]).map((each) => entry(each, page, link))}</ul></nav>
</header>
${page.pictures === true ? trusted(sharedParts()) : nothing}
<main id="book-content" tabindex="-1">
<h1>${page.title}</h1>
${page.lead === undefined || page.lead === "" ? nothing : markup`<p class="lead">${page.lead}</p>`}
${page.body(link)}
</main>
</body>
</html>
`;
  return text;
}

function entry(section: Section, page: Page, link: Link): Html {
  const here = section !== page.section ? nothing : current(pages[section] === page.path);
  return markup`<li><a href="${link(pages[section])}"${here}>${sections[section]}</a></li>`;
}

/** The page itself, or one of those below it. */
function current(itself: boolean): Html {
  return trusted(` aria-current="${itself ? "page" : "true"}"`);
}

/** What leads from a page to the folder of the book: "../" for one below it. */
function rootOf(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}
