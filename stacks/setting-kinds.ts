/**
 * The kinds of text that settings hold. One entry gives the pattern of the schema and the words in which
 * errors, the editor's help and docs/settings.md speak of it. The key is the schema's `title`.
 */
export interface Kind {
  /** With its article: "a duration". */
  readonly a: string;
  /** How it is written, in words. */
  readonly form: string;
  readonly pattern: RegExp;
}

/** A port from 1 to 65535, as a pattern, so that an editor finds 70000 wrong as well. */
const portDigits = String.raw`(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])`;

export const kinds = {
  duration: {
    a: "a duration",
    form: "a number and a unit (ms, s, m, h, d, w or y)",
    pattern: /^\d+(ms|s|m|h|d|w|y)$/,
  },
  size: {
    a: "a size",
    form: "a number and a unit (Mi, Gi or Ti)",
    pattern: /^[1-9]\d*(Mi|Gi|Ti)$/,
  },
  name: {
    a: "a name",
    form: "lower-case letters, digits and single hyphens, a letter first, at most 40",
    pattern: /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  },
  address: {
    a: "an address",
    form: "host:port, with a port from 1 to 65535",
    pattern: new RegExp(String.raw`^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):${portDigits}$`),
  },
  URL: {
    a: "a URL",
    form: "it starts with http:// or https://",
    pattern: /^https?:\/\/[^\s/?#]+\S*$/,
  },
  path: {
    a: "an absolute path",
    // The collector would take a $ for the start of a variable.
    form: "it starts with /, * stands for any part of a name, and $ is not allowed",
    pattern: /^\/[^$\r\n]+$/,
  },
  "IPv4 address": {
    a: "an IPv4 address",
    form: "four numbers from 0 to 255, with dots between",
    pattern: /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/,
  },
  CPU: {
    a: "an amount of CPU",
    form: "thousandths of a core, with an m at the end: 500m is half a core",
    pattern: /^[1-9]\d*m$/,
  },
  "host name": {
    a: "a host name",
    form: "lower-case letters, digits, hyphens and dots, at most 253",
    pattern: /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  },
  "domain name": {
    a: "a name of the domain name system",
    form: "letters, digits, hyphens, underscores and dots, at most 253",
    pattern:
      /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*\.?$/,
  },
  "object name": {
    a: "the name of a Kubernetes object",
    form: "lower-case letters, digits, hyphens and dots, at most 253",
    pattern: /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  },
  namespace: {
    a: "a namespace",
    form: "lower-case letters, digits and hyphens, at most 63",
    pattern: /^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  },
  "port name": {
    a: "the name of a port",
    form: "lower-case letters, digits and single hyphens, with a letter, at most 15",
    pattern: /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
  },
  bucket: {
    a: "the name of a bucket",
    form: "3 to 63 lower-case letters, digits, hyphens and dots",
    pattern: /^(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  },
  "URL path": {
    a: "the path of a URL",
    form: "it starts with /, without spaces",
    pattern: /^\/\S*$/,
  },
  "database name": {
    a: "the name of a database",
    form: "letters, digits, - and _, no digit or - first",
    pattern: /^[A-Za-z_][A-Za-z0-9_-]*$/,
  },
  "host and port": {
    a: "a host name",
    form: "lower-case letters, digits, hyphens and dots, and :port where it is not the usual one",
    pattern: new RegExp(String.raw`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:${portDigits})?$`),
  },
  "label name": {
    a: "the name of a Kubernetes label",
    form: "letters, digits, -, _ and dots, at most 63, and a domain with a / before it where it has one",
    pattern: /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/,
  },
  "label value": {
    a: "the value of a Kubernetes label",
    form: "letters, digits, -, _ and dots, at most 63",
    pattern: /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/,
  },
  "job name": {
    a: "the name of a scrape job",
    form: "without spaces, quotes and backslashes",
    pattern: /^[^\s"'`\\]+$/,
  },
  uid: {
    a: "the uid of a data source",
    form: "letters, digits, - and _, at most 40",
    pattern: /^[A-Za-z0-9_-]{1,40}$/,
  },
  subnet: {
    a: "a private subnet",
    form: "a /24 network of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, for example 10.97.0.0/24",
    pattern:
      /^(10\.(25[0-5]|2[0-4]\d|1?\d?\d)|172\.(1[6-9]|2\d|3[01])|192\.168)\.(25[0-5]|2[0-4]\d|1?\d?\d)\.0\/24$/,
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

/** The kind whose name a schema carries as its title. */
export function kindOf(title: string | undefined): Kind | undefined {
  return title !== undefined && Object.hasOwn(kinds, title) ? kinds[title as KindName] : undefined;
}
