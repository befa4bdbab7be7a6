import { element, escaped } from "../pictures/svg";

/**
 * A section that was written as Markdown, as HTML: one heading, paragraphs, and lists with code and strong words. This is
 * all that sections of a review have.
 */
export function htmlSection(markdown: string): string {
  const blocks = markdown
    .split("\n\n")
    .map((block) => block.trim())
    .filter((block) => block !== "");
  return blocks.length === 0 ? "" : element("section", {}, ...blocks.map(blockOf));
}

function blockOf(block: string): string {
  if (block.startsWith("#")) return element("h2", {}, inlineOf(block.replace(/^#+ */, "")));
  if (!block.startsWith("- ")) return element("p", {}, inlineOf(block));
  return element(
    "ul",
    {},
    ...block.split(/^- /m).flatMap((item) => (item === "" ? [] : element("li", {}, inlineOf(item.trim())))),
  );
}

function inlineOf(text: string): string {
  return escaped(text)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>");
}
