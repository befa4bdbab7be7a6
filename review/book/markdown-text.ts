import MarkdownIt from "markdown-it";
import { escaped } from "../pictures/svg";
import { type Html, trusted } from "./html";

/** Where links of a text lead. */
export interface TextPlaces {
  /** The address in the book of a link as it is written; undefined for one that leads nowhere there. */
  readonly linkTo: (written: string) => string | undefined;
  /** The address in the book of a word that is a name: an alert. @default none is */
  readonly nameTo?: (word: string) => string | undefined;
  /** Levels by which headings are lowered, so that they stand below that of the page. @default 0 */
  readonly lower?: number;
  /** Headings get ids, so that links within the text find them. @default false */
  readonly anchors?: boolean;
}

/** Markup in a text is text: it is shown, never taken. Addresses that are programs ("javascript:") are no links. */
const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** The id of a heading, as forges make it: "Every setting" → every-setting. */
export function headingId(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** A Markdown text as markup. Links that lead nowhere in the book keep their words; pictures are their description. */
export function markdownText(text: string, { linkTo, nameTo, lower = 0, anchors = false }: TextPlaces): Html {
  const tokens = reader.parse(text, {});
  tokens.forEach((token, at) => {
    if (token.type === "heading_open" || token.type === "heading_close")
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + lower)}`;
    if (token.type === "heading_open" && anchors)
      token.attrSet("id", headingId(tokens[at + 1]?.content ?? ""));
    const kept: boolean[] = [];
    for (const part of token.children ?? []) {
      if (part.type === "link_open") {
        const place = linkTo(String(part.attrGet("href") ?? ""));
        kept.push(place !== undefined);
        if (place !== undefined) part.attrSet("href", place);
      }
      const keeps = part.type === "link_close" ? kept.pop() : kept.at(-1);
      if ((part.type === "link_open" || part.type === "link_close") && keeps === false) hide(part);
      // A picture would be a request.
      if (part.type === "image") {
        part.type = "text";
        part.tag = "";
      }
    }
  });
  const rendered = reader.renderer
    .render(tokens, reader.options, {})
    .replaceAll("<pre>", '<pre tabindex="0">')
    .replaceAll("<table>", '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>')
    .replaceAll("</table>", "</table></div>");
  return trusted(nameTo === undefined ? rendered : withNames(rendered, nameTo));
}

/** Links on names in the running text of markup; not within links and code. */
function withNames(markup: string, nameTo: (word: string) => string | undefined): string {
  let within = 0;
  // Signs of tags that are text have been escaped, in attributes as well.
  return markup
    .split(/(<[^>]*>)/)
    .map((part) => {
      if (/^<(a|code|pre)[ >]/.test(part)) within++;
      if (/^<\/(a|code|pre)>/.test(part)) within--;
      if (within > 0 || part.startsWith("<")) return part;
      return part.replace(/(?<![&\w])[A-Z]\w+/g, (word) => {
        const place = nameTo(word);
        return place === undefined ? word : `<a href="${escaped(place)}">${word}</a>`;
      });
    })
    .join("");
}

function hide(part: { type: string; tag: string; content: string; nesting: number }): void {
  part.type = "text";
  part.tag = "";
  part.content = "";
}
