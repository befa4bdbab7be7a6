/**
 * Grafana's variables inside of queries: $instance, ${instance:regex}, $__rate_interval. Grafana replaces them
 * before a query is sent, so the query languages' own grammars do not know them.
 */

// $1 is a group of label_replace, not a variable: a name starts with a letter or an underscore.
const variable = /\$\{([A-Za-z_]\w*)(?:\.[\w.]+)?(?::\w+)?\}|\$([A-Za-z_]\w*)/g;
const sticky = new RegExp(variable.source, "y");

/** Variables that Grafana gives as plain numbers. */
const numeric = new Set(["__from", "__to", "__interval_ms", "__range_ms", "__range_s", "__rate_interval_ms"]);

/** Keywords whose parentheses hold label names. */
const labelList = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\($/i;

/** Names of the variables that a query uses, sorted, without those that Grafana itself defines (`__…`). */
export function variablesOf(query: string): readonly string[] {
  const names = [...query.matchAll(variable)].map((match) => match[1] ?? match[2] ?? "");
  return [...new Set(names)].filter((name) => !name.startsWith("__")).sort();
}

/** What surrounds a place in a query. */
export interface Context {
  /** The place is inside of a string literal. */
  readonly quoted: boolean;
  /** Text up to and with the innermost bracket that is open, or "" when none is. */
  readonly opened: string;
}

/** The context at the end of `text`. */
export function contextAfter(text: string): Context {
  const open: number[] = [];
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== undefined) {
      if (char === "\\" && quote !== "`") at++;
      else if (char === quote) quote = undefined;
    } else if (char === '"' || char === "'" || char === "`") quote = char;
    // The brace of ${name} opens nothing.
    else if (char === "$" && text.charAt(at + 1) === "{") at = Math.max(at, text.indexOf("}", at));
    else if ("([{".includes(char)) open.push(at);
    else if (")]}".includes(char)) open.pop();
  }
  const innermost = open.at(-1);
  return { quoted: quote !== undefined, opened: innermost === undefined ? "" : text.slice(0, innermost + 1) };
}

/**
 * The query with each variable replaced by something that the grammar accepts in its place. Every replacement is as
 * long as what it replaces, so that positions in the result are positions in the query. Variables in string literals
 * stay: they parse as they are. So do variables in places where no value makes sense; the parser then reports them.
 */
export function withoutVariables(query: string): string {
  let result = "";
  for (let at = 0; at < query.length;) {
    sticky.lastIndex = at;
    const match = query.charAt(at) === "$" ? sticky.exec(query) : null;
    const context = match === null ? undefined : contextAfter(query.slice(0, at));
    if (match === null || context === undefined || context.quoted) {
      result += query.charAt(at++);
      continue;
    }
    const name = match[1] ?? match[2] ?? "";
    const next = query.slice(at + match[0].length);
    result += standIn(match[0], name, query.slice(0, at), next, context.opened);
    at += match[0].length;
  }
  return result;
}

function standIn(text: string, name: string, before: string, after: string, opened: string): string {
  const length = text.length;
  if (opened.endsWith("{")) {
    // A whole matcher: {$filters}. Everything else in braces belongs into quotes.
    const whole = /[{,]\s*$/.test(before) && /^\s*[},]/.test(after);
    return whole && length >= 4 ? 'a=""'.padEnd(length) : text;
  }
  const number = "1".padStart(length, "0");
  if (opened.endsWith("[")) return /^\w/.test(after) || numeric.has(name) ? number : "5m".padEnd(length);
  if (/\boffset\s+-?\s*$/i.test(before)) return "5m".padEnd(length);
  const word = "v".padEnd(length, "_");
  if (labelList.test(opened)) return word;
  if (/\w$/.test(before) || /^[\w[{]/.test(after)) return word;
  return numeric.has(name) || !name.startsWith("__") ? number : text;
}
