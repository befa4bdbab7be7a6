/**
 * A strict reader of the XML that pictures are written in: everything that is not well-formed throws. Of XML it knows what
 * generated markup has: elements, attributes in double quotes, text, and the five named references and numbers.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const name = "[A-Za-z_][\\w:.-]*";
const attribute = new RegExp(`\\s+(${name})="([^"<]*)"`, "y");

/** Reads a document that is one element. */
export function readXml(text: string): XmlElement {
  let at = 0;
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${text.slice(Math.max(0, at - 40), at + 60)}`);
  };
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at += found[0].length;
    return found;
  };
  const element = (): XmlElement => {
    const tag = take(new RegExp(`<(${name})`, "y"))?.[1] ?? fail("no element");
    const attributes: Record<string, string> = {};
    for (let found = take(attribute); found !== null; found = take(attribute)) {
      const [, key = "", value = ""] = found;
      if (key in attributes) fail(`${key} twice`);
      attributes[key] = plain(value, fail);
    }
    if (take(/\s*\/>/y) !== null) return { name: tag, attributes, children: [] };
    if (take(/\s*>/y) === null) fail(`<${tag}> does not end`);
    const children: (XmlElement | string)[] = [];
    for (;;) {
      const words = take(/[^<]+/y)?.[0];
      if (words !== undefined) children.push(plain(words, fail));
      else if (text.startsWith("</", at)) {
        const end = take(new RegExp(`</(${name})\\s*>`, "y"))?.[1];
        if (end !== tag) fail(`<${tag}> ends with </${end}>`);
        return { name: tag, attributes, children };
      } else children.push(element());
    }
  };
  const root = element();
  if (text.slice(at).trim() !== "") fail("more than one element");
  return root;
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string, fail: (why: string) => never): string {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text))
    fail("a sign that XML does not have");
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text))
    fail("half a sign");
  return text.replace(/&([^;\s]*;?)/g, (all, reference: string) => {
    const number = /^#(\d+);$/.exec(reference)?.[1];
    if (number !== undefined) return String.fromCodePoint(Number(number));
    return named[reference.replace(/;$/, "")] ?? fail(`${all} is no reference`);
  });
}

/** All elements of a name below one, in order. */
export function all(within: XmlElement, called: string): readonly XmlElement[] {
  return within.children.flatMap((child) =>
    typeof child === "string" ? [] : [...(child.name === called ? [child] : []), ...all(child, called)],
  );
}

/** The text of an element and what it holds. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
