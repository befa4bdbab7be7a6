import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { load } from "../../cli/load";
import { book } from "../../review/book/book";
import { type Contents, contentsOf, type Source } from "../../review/book/contents";
import {
  alertPage,
  dashboardPage,
  metricPlace,
  receiverPlace,
  recordingPlace,
} from "../../review/book/places";
import { entriesOf } from "../../review/book/search-index";
import { sourceOf } from "../../review/book/source";
import { readersOf } from "../../review/compare/metrics";
import { byText } from "../../signals/by-text";
import { ruleStates } from "../../stacks/rule-states";
import { checkout } from "../../tools/cache";
import { knownMetrics } from "../contracts/read";
import { readPages, type ReadPages } from "./book-pages";
import { hostile, hostileSource } from "./book-trial";

/** The committed files of a stack, by path. */
function rendered(stack: string): ReadonlyMap<string, string> {
  const folder = join(checkout, "rendered", stack);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(folder, join(entry.parentPath, entry.name)));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

const sourceOfStack = byText((stack): Source => {
  const { settings, site } = load(stack);
  return sourceOf(checkout, {
    stack,
    files: rendered(stack),
    states: ruleStates(settings, site),
    emitters: new Map([...knownMetrics()].map(([metric, { jobs = [] }]) => [metric, jobs])),
    written: { target: settings.target },
  });
});

describe.each(["local", "production"])("the book of the stack %s", (stack) => {
  let source: Source;
  let contents: Contents;
  let files: ReadonlyMap<string, string>;
  let read: ReadPages;
  beforeAll(() => {
    source = sourceOfStack(stack);
    contents = contentsOf(source);
    files = book(source);
    read = readPages(files);
  });

  it("has no link and no anchor that leads nowhere", () => {
    const links = [...read.pages.values()].reduce((sum, { addresses }) => sum + addresses.size, 0);
    expect(links).toBeGreaterThan(2000);
    expect(read.broken()).toEqual([]);
  });

  it("has a place for every dashboard, panel, alert, recording rule, metric and receiver", () => {
    const { boards, rules, metrics, routing } = contents;
    const places = [
      ...[...boards].flatMap(([uid, { rows }]) => [
        dashboardPage(uid),
        ...rows.flatMap(({ panels }) => panels.map(({ id }) => `${dashboardPage(uid)}#panel-${id}`)),
      ]),
      ...[...rules.alerts.keys()].map(alertPage),
      ...[...rules.recordings.keys()].map(recordingPlace),
      ...[...metrics.keys()].map(metricPlace),
      ...(routing?.receivers ?? []).map(({ name }) => receiverPlace(name)),
    ];
    expect(places.length).toBeGreaterThan(500);
    expect(places.filter((place) => !read.has(place))).toEqual([]);
  });

  it("knows the metrics and readers that the review knows", () => {
    const { boards, rules, metrics } = contents;
    const readers = [...readersOf({ rules, boards })].map(([metric, all]) => [metric, [...all].sort()]);
    const own = [...metrics].map(([metric, { alerts, recordings, panels }]) => [
      metric,
      [...alerts, ...recordings, ...[...panels.keys()].map((uid) => `dashboard ${uid}`)].sort(),
    ]);
    const asked = own.filter(([, all]) => (all?.length ?? 0) > 0);
    expect(Object.fromEntries(asked)).toEqual(Object.fromEntries(readers));
  });

  it("finds every title by search, at a place that is there", () => {
    const { boards, rules, metrics, routing, off } = contents;
    const entries = entriesOf(contents);
    const titles = new Set(entries.map(({ title }) => title));
    const panels = [...boards.values()].flatMap(({ rows }) => rows.flatMap((row) => row.panels));
    const wanted = [
      ...[...boards.values(), ...panels].map(({ title }) => title),
      ...rules.alerts.keys(),
      ...rules.recordings.keys(),
      ...metrics.keys(),
      ...(routing?.receivers ?? []).map(({ name }) => name),
      ...off.keys(),
      "scrapeInterval",
    ];
    expect(wanted.filter((title) => !titles.has(title))).toEqual([]);
    expect(entries.filter(({ place }) => !read.has(place))).toEqual([]);
    const index = files.get("assets/search-index.js") ?? "";
    expect(index.split("\n").length).toBe(entries.length + 3);
  });

  it("loads nothing from outside", () => {
    for (const [path, { tags }] of read.pages) {
      const loading = tags.filter((tag) =>
        /^<(script|link|img|iframe|object|embed|use|image|source)\b/i.test(tag),
      );
      expect(
        loading.filter((tag) => /(href|src)="(\w+:)?\/\//.test(tag)),
        path,
      ).toEqual([]);
      expect(
        tags.filter((tag) => /\s(style|on\w+|srcset|action)=/i.test(tag)),
        path,
      ).toEqual([]);
    }
    expect(files.get("assets/style.css")?.match(/@import|url\((?!#)[^)]*\)/g)).toBeNull();
    expect(files.get("assets/search.js")).not.toMatch(/fetch|XMLHttpRequest|import\(|https?:/);
  });

  it("has one title for a page, and one element for a name", () => {
    for (const [path, { text, ids }] of read.pages) {
      expect(ids.length, path).toBe(new Set(ids).size);
      expect(text.match(/<h1>/g), path).toHaveLength(1);
    }
  });
});

describe("a page of the book", () => {
  it("is the same bytes every time", () => {
    const source = sourceOfStack("local");
    expect([...book(source)]).toEqual([...book({ ...source, files: new Map([...source.files].reverse()) })]);
  });

  it("says of an alert what its rule, its limit and its runbook say", () => {
    const source = sourceOfStack("local");
    const only = [...source.files].filter(([path]) => /rules\/host|alertmanager|host\.json/.test(path));
    const page = book({ ...source, files: new Map(only) }).get("alerts/HostCpuSaturated.html") ?? "";
    expect(page).toContain("CPU busy above 90 %");
    expect(page).toContain('<a href="../metrics.html#node_cpu_seconds_total">');
    expect(page).toContain('<a href="../dashboards/host.html">Host</a>');
    expect(page).toContain('<a href="../routes.html#receiver-nobody">nobody</a>');
    expect(page).toContain("<h3>False alarm</h3>");
    expect(page).toContain('<a href="HostCpuPressure.html">');
  });

  it("names the receivers that the routes lead an alert to, and the alerts that reach a receiver", () => {
    const routing = {
      route: {
        receiver: "inbox",
        group_by: ["alertname"],
        repeat_interval: "12h",
        routes: [
          { receiver: "archive", matchers: ['severity=~"critical|warning"'], continue: true },
          { receiver: "oncall", matchers: ['severity="critical"'], repeat_interval: "1h" },
        ],
      },
      receivers: [
        { name: "archive" },
        { name: "inbox" },
        { name: "oncall", webhook_configs: [{ url: "x" }] },
      ],
    };
    const rule = (alert: string, severity: string) => ({ alert, expr: "up == 0", labels: { severity } });
    const rules = [rule("Down", "critical"), rule("Slow", "warning"), rule("Odd", "info")];
    const files = book({
      ...hostileSource(),
      files: new Map([
        ["prometheus/rules/all.yml", stringify({ groups: [{ name: "all", rules }] })],
        ["alertmanager/alertmanager.yml", stringify(routing)],
      ]),
    });
    const told = (alert: string) =>
      [
        ...(files.get(`alerts/${alert}.html`) ?? "").matchAll(
          /#receiver-(\w+)">.*?<td>(\w+)<\/td><td>(\w+)/g,
        ),
      ].map(([, receiver, by, repeat]) => `${receiver} by ${by} after ${repeat}`);
    expect(told("Down")).toEqual(["archive by alertname after 12h", "oncall by alertname after 1h"]);
    expect(told("Slow")).toEqual(["archive by alertname after 12h"]);
    expect(told("Odd")).toEqual(["inbox by alertname after 12h"]);
    const [, inbox = "", oncall = ""] = (files.get("routes.html") ?? "").split('<h3 id="receiver-').slice(1);
    expect(inbox).toContain('<a href="alerts/Odd.html">');
    expect(inbox).not.toContain("alerts/Down.html");
    expect(oncall).toContain('<a href="alerts/Down.html">');
    expect(oncall).toContain("webhook_configs");
  });

  it("says that nobody is told by a stack without an Alertmanager", () => {
    const files = book({ ...hostileSource(), stack: "content", files: new Map() });
    expect(files.get("routes.html")).toContain("This stack has no Alertmanager");
    expect(readPages(files).broken()).toEqual([]);
  });

  it("shows hostile texts as texts", () => {
    const files = book(hostileSource());
    const read = readPages(files);
    const allowed = new Set(
      "!doctype marker html head meta title link script body a header p div label kbd input nav ul li main h1 h2 h3 h4 code pre span strong table caption thead tbody tr th td dl dt dd details summary svg defs desc symbol pattern path rect use text g circle wbr em".split(
        " ",
      ),
    );
    for (const [path, { tags }] of read.pages) {
      const names = tags.map((tag) => /^<([a-z0-9!]+)/i.exec(tag)?.[1]?.toLowerCase() ?? "");
      expect(
        names.filter((name) => !allowed.has(name)),
        path,
      ).toEqual([]);
      expect(
        names.filter((name) => name === "script"),
        path,
      ).toHaveLength(2);
      const bare = tags.map((tag) => tag.replace(/"[^"]*"/g, ""));
      expect(
        bare.filter((tag) => /\son\w+=/i.test(tag)),
        path,
      ).toEqual([]);
      expect(
        tags.filter((tag) => /(href|src)="\s*(javascript|vbscript):/i.test(tag)),
        path,
      ).toEqual([]);
    }
    expect(read.broken()).toEqual([]);
    expect([...files.keys()].filter((path) => path.includes(".."))).toEqual([]);
    expect(files.get("assets/search-index.js")).not.toContain("</script");
    expect(hostile).toContain("<img src=x");
    expect(files.get("index.html")).toContain("&lt;img src=x");
  });
});
