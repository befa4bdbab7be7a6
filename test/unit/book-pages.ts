import { posix } from "node:path";

/** A page of a book, taken apart. */
interface ReadPage {
  readonly text: string;
  /** Opening tags as they stand there. Signs of tags in texts are escaped, so nothing else looks like one. */
  readonly tags: readonly string[];
  readonly ids: readonly string[];
  /** Values of href and src. */
  readonly addresses: ReadonlySet<string>;
}

export interface ReadPages {
  readonly pages: ReadonlyMap<string, ReadPage>;
  /** True for a page, or an anchor in it, that is there. */
  readonly has: (place: string) => boolean;
  /** Links within the book that lead nowhere: "alerts.html → gone.html". */
  readonly broken: () => readonly string[];
}

/** Takes the pages of a book apart. */
export function readPages(files: ReadonlyMap<string, string>): ReadPages {
  const html = [...files].filter(([path]) => path.endsWith(".html"));
  const pages = new Map(html.map(([path, text]) => [path, readPage(text)]));
  const ids = new Map([...pages].map(([path, page]) => [path, new Set(page.ids)]));
  const has = (place: string) => {
    const [path = "", id = ""] = place.split("#");
    return id === "" ? files.has(path) : ids.get(path)?.has(decodeURIComponent(id)) === true;
  };
  const broken = () =>
    [...pages].flatMap(([path, { addresses }]) =>
      [...addresses]
        .filter((address) => !/^(https?:|data:)/.test(address))
        .filter((address) => {
          const [to = "", id = ""] = address.split("#");
          const target = to === "" ? path : posix.join(posix.dirname(path), to);
          return !has(id === "" ? target : `${target}#${id}`);
        })
        .map((address) => `${path} → ${address}`),
    );
  return { pages, has, broken };
}

function readPage(text: string): ReadPage {
  const tags = text.match(/<[a-z!][^>]*>/gi) ?? [];
  const ids: string[] = [];
  const addresses = new Set<string>();
  for (const tag of tags)
    for (const [, name, value = ""] of tag.matchAll(/\s(id|href|src)="([^"]*)"/g))
      if (name === "id") ids.push(unescaped(value));
      else addresses.add(unescaped(value));
  return { text, tags, ids, addresses };
}

function unescaped(value: string): string {
  return value
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
