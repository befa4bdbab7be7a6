/** What the settings of a probe become, and what is wrong with them. */
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { blackboxExporter } from "../../components/blackbox-exporter";
import { localSite } from "../../platforms/local/site";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";

const settingsOf = (probes: readonly Readonly<Record<string, unknown>>[]) =>
  parseSettings({
    stack: "probes",
    values: { target: "local", scrapeInterval: "15s", routes: { critical: [] }, probes },
    secretKeys: [],
    catalogue,
  });

function componentOf(probes: Parameters<typeof settingsOf>[0]) {
  const settings = settingsOf(probes);
  const { workload, scrape } = blackboxExporter(settings, localSite(settings, "/tmp/probes", []));
  const { modules } = parse(workload.files?.[0]?.content ?? "") as {
    modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  return { modules, jobs: scrape.filter(({ job }) => job === "blackbox") };
}

describe("probes of the settings", () => {
  it("share the module of their kind where they say nothing more than an address", () => {
    const { modules, jobs } = componentOf([
      { name: "shop", target: "https://shop.example.com" },
      { name: "blog", target: "https://blog.example.com" },
    ]);
    expect(Object.keys(modules).sort()).toEqual(["http", "icmp", "tcp"]);
    expect(jobs.map(({ name, params, labels }) => [name, params, labels])).toEqual([
      ["blackbox-http-15s", { module: ["http"] }, { kind: "http" }],
    ]);
    expect(jobs[0]?.targets).toHaveLength(2);
  });

  it("have a module of their own for a text that the answer has to contain, letter for letter", () => {
    const { modules, jobs } = componentOf([
      { name: "shop", target: "https://shop.example.com", content: "total: 1.50 (EUR)" },
    ]);
    expect(modules["http-shop"]?.["http"]).toEqual({
      ...(modules["http"]?.["http"] as object),
      fail_if_body_not_matches_regexp: ["total: 1\\.50 \\(EUR\\)"],
    });
    expect(jobs[0]?.params).toEqual({ module: ["http-shop"] });
    expect(jobs[0]?.labels).toEqual({ kind: "http" });
  });

  it("ask a name server for a record", () => {
    const { modules, jobs } = componentOf([
      { name: "zone", target: "10.0.0.53:53", kind: "dns", query: "example.com", record: "MX" },
      { name: "web", target: "10.0.0.53:53", kind: "dns", query: "www.example.com" },
    ]);
    expect(modules["dns-zone"]?.["dns"]).toMatchObject({ query_name: "example.com", query_type: "MX" });
    expect(modules["dns-web"]?.["dns"]).toMatchObject({ query_name: "www.example.com", query_type: "A" });
    expect(jobs.map(({ labels }) => labels)).toEqual([{ kind: "dns" }, { kind: "dns" }]);
  });

  it("carry a label where they belong to somebody else, in a job of their own", () => {
    const { jobs } = componentOf([
      { name: "shop", target: "https://shop.example.com" },
      { name: "pay", target: "https://pay.example.com", dependency: true },
    ]);
    expect(jobs.map(({ name, labels }) => [name, labels])).toEqual([
      ["blackbox-http-15s", { kind: "http" }],
      ["blackbox-http-15s-dependency", { kind: "http", dependency: "true" }],
    ]);
  });

  it.each([
    [{ name: "zone", target: "10.0.0.53", kind: "dns" }, "does not say which name to ask for"],
    [
      { name: "zone", target: "https://ns.example.com", kind: "dns", query: "example.com" },
      "wants the address of a name server",
    ],
    [
      { name: "mail", target: "mail.example.com:25", kind: "tcp", content: "220" },
      "content is for probes of kind http",
    ],
    [
      { name: "shop", target: "https://shop.example.com", query: "a.example.com" },
      "query is for probes of kind dns",
    ],
    [{ name: "shop", target: "https://shop.example.com", record: "MX" }, "record is for probes of kind dns"],
    [{ name: "zone", target: "10.0.0.53", kind: "dns", query: "not a name" }, "query"],
  ])("are refused where they do not fit together: %j", (probe, message) => {
    // Messages are wrapped to the width of a screen.
    expect(() => settingsOf([probe])).toThrow(new RegExp(message.replaceAll(" ", "\\s+")));
  });
});
