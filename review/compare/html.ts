import { type Files } from "../render";
import { element, escaped, sharedParts } from "../pictures/svg";
import { consequences, headings } from "./change";
import { type Review } from "./compare";
import { htmlSection } from "./html-section";
import { htmlLines } from "./html-lines";
import { picturesOf } from "./html-pictures";
import { pageStyle } from "./html-style";
import { count } from "./words";

/** What a review was made of: all rendered files of both sides, paths beginning with the name of the stack. */
export interface Sides {
  readonly before: Files;
  readonly after: Files;
}

/** Nothing is loaded and nothing runs: the page is its style and its markup. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A review as one HTML file that asks nobody for anything: the words of the Markdown in the same order, all of them, and
 * pictures of the dashboards, routes and servers that change. `more` is a further section in Markdown, as the noise of
 * alerts is told.
 */
export function html(review: Review, base: string, sides: Sides, more = ""): string {
  const { changes, stacks } = review;
  const summary =
    changes.length === 0
      ? `<strong>No change</strong> against ${escaped(base)}: every stack renders to what it did.`
      : `<strong>${count(changes.length, "change")}</strong> against ${escaped(base)}.`;
  const pictures = changes.length === 0 ? new Map<string, string>() : picturesOf(review, sides);
  const sections = consequences.flatMap((consequence) => {
    const own = changes.filter((each) => each.consequence === consequence);
    if (own.length === 0) return [];
    const lines = htmlLines(own, stacks);
    return [{ consequence, count: own.length, lines, pictures: pictures.get(consequence) ?? "" }];
  });
  return `<!doctype html>\n${element(
    "html",
    { lang: "en" },
    element(
      "head",
      {},
      element("meta", { charset: "utf-8" }),
      element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("title", {}, escaped(`Review against ${base}`)),
      element("style", {}, pageStyle),
    ),
    element(
      "body",
      {},
      element("a", { class: "skip", href: "#changes" }, "To the changes"),
      pictures.size === 0 ? "" : sharedParts(),
      "\n",
      element(
        "header",
        {},
        element("h1", {}, "Review"),
        element("p", {}, summary),
        sections.length === 0
          ? ""
          : element(
              "nav",
              { "aria-label": "Headings" },
              element(
                "ul",
                {},
                ...sections.map((each) =>
                  element(
                    "li",
                    {},
                    element("a", { href: `#${each.consequence}` }, headings[each.consequence]),
                    ` (${each.count})`,
                  ),
                ),
              ),
            ),
      ),
      "\n",
      element(
        "main",
        { id: "changes", tabindex: -1 },
        ...sections.map(
          (each) =>
            `\n${element(
              "section",
              { "aria-labelledby": each.consequence },
              element("h2", { id: each.consequence }, headings[each.consequence]),
              each.lines,
              each.pictures,
            )}`,
        ),
        htmlSection(more),
      ),
    ),
  )}\n`;
}
