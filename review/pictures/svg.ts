/** Markup of pictures: every value passes through here, so that no title of a panel ever becomes an element. */
import { patternsAndSymbols } from "./sketches";
import { pictureStyle } from "./style";

/** Values of attributes; what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A drawing that stands in a page or alone. */
export interface Picture {
  /** Short and unique in its page: the names of its parts begin with it. */
  readonly id: string;
  /** What a screen reader calls it. */
  readonly title: string;
  /** What it shows, in a sentence or two. */
  readonly description: string;
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** Elements, as `element` makes them. */
  readonly body: string;
}

/** What XML 1.0 cannot hold even escaped: control signs, and halves of pairs. */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as XML and HTML show it. */
export function escaped(value: string): string {
  return value
    .replace(forbidden, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** An element with attributes and children. Children are markup: texts among them go through `escaped`. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly string[]): string {
  const all = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? short(value) : escaped(String(value))}"`)
    .join("");
  return children.length === 0 ? `<${name}${all}/>` : `<${name}${all}>${children.join("")}</${name}>`;
}

/** A number of pixels with a tenth at most: the same on every machine. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A line of text. */
export function textAt(x: number, y: number, style: string, value: string, more: Attributes = {}): string {
  return element("text", { x, y, class: style, ...more }, escaped(value));
}

function framed(picture: Picture, attributes: Attributes, ...first: readonly string[]): string {
  const { id, title, description, width, height, body } = picture;
  return element(
    "svg",
    {
      ...attributes,
      class: "picture",
      viewBox: `0 0 ${short(width)} ${short(height)}`,
      width,
      height,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-desc`,
    },
    element("title", { id: `${id}-title` }, escaped(title)),
    element("desc", { id: `${id}-desc` }, escaped(description)),
    ...first,
    body,
  );
}

/** A picture in a page that holds `pictureStyle` and, once, `sharedParts`. */
export function inline(picture: Picture): string {
  return framed(picture, {});
}

/** A picture as a file of its own. */
export function standalone(picture: Picture): string {
  const ground = element("rect", { class: "ground", width: picture.width, height: picture.height });
  return `${framed(
    picture,
    { xmlns: "http://www.w3.org/2000/svg" },
    element("style", {}, pictureStyle),
    element("defs", {}, patternsAndSymbols),
    ground,
  )}\n`;
}

/** What pictures of a page refer to: it stands in the page once, before them. */
export function sharedParts(): string {
  return element(
    "svg",
    { class: "shared", width: 0, height: 0, "aria-hidden": "true", focusable: "false" },
    element("defs", {}, patternsAndSymbols),
  );
}
