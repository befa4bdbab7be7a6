import { escaped } from "../pictures/svg";

/** Markup that has been made here: whatever was text in it is escaped. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup and lists of markup are not. */
export type Part = Html | string | number | readonly Html[] | undefined;

/** Markup with texts in it: markup`<b>${title}</b>`. Attributes that hold a part stand in double quotes. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return trusted(texts.reduce((all, text, at) => `${all}${text}${partOf(parts[at])}`, ""));
}

/** Takes markup that another part of the program has made and escaped. */
export function trusted(text: string): Html {
  return { markup: text };
}

export const nothing: Html = trusted("");

/** Markup side by side, with something between each two. @default nothing between */
export function joined(all: readonly Html[], between = ""): Html {
  return trusted(all.map((each) => each.markup).join(between));
}

/** A name that may be broken where its words begin, so that narrow columns hold it: alert names and metrics. */
export function breakable(name: string): Html {
  const words = name.split(/(?<=[_:/.])(?=[^_:/.])|(?<=[a-z0-9])(?=[A-Z])/);
  return joined(
    words.map((word) => markup`${word}`),
    "<wbr>",
  );
}

function partOf(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return "markup" in part ? part.markup : joined(part).markup;
}
