import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reservedJobs } from "../../components/cluster-job-names";
import { dcgmCounters } from "../../components/dcgm-counters";
import { dcgmContract } from "../contracts/dcgm";
import { contractText, documentedMark, family, stored } from "../contracts/documented";
import { parseExposition } from "../contracts/exposition";
import { grafanaContract } from "../contracts/grafana";
import { normalise } from "../contracts/normalise";
import { contracts, documented, knownMetrics } from "../contracts/read";
import { plainText } from "../contracts/scrape";
import { semanticConventions } from "../contracts/semantic-conventions";

const folder = join(__dirname, "..", "contracts");
const read = (file: string): string => readFileSync(join(folder, file), "utf8");
const files = readdirSync(folder).filter((file) => file.endsWith(".prom"));

/** Jobs of the stack without metrics of their own: pods and services of the users, another Prometheus, and one that has none. */
const withoutContract = ["docker-socket-proxy", "federation", "pods"];

describe("the files of contracts", () => {
  it("are all of some job", () => {
    expect(files).toEqual([...new Set(contracts.map(({ file }) => file))].sort());
  });

  it("are there for every job of the stack that has metrics", () => {
    const jobs = new Set(contracts.map(({ job }) => job));
    expect(reservedJobs.filter((job) => !jobs.has(job))).toEqual(withoutContract);
  });

  it("say in their first line when they were not recorded, and are listed then", () => {
    const marked = files.filter((file) => read(file).startsWith(documentedMark));
    expect(marked).toEqual([...documented].sort());
  });

  it.each(files)("%s has samples, each of a metric with a type", (file) => {
    const families = parseExposition(read(file));
    expect(families.some(({ samples }) => samples.length > 0)).toBe(true);
    const untyped = families.filter(({ type, samples }) => type === "untyped" && samples.length > 0);
    expect(untyped.filter(({ name }) => !read(file).includes(`# TYPE ${name} untyped`))).toEqual([]);
  });

  it("are all told of in the README", () => {
    const readme = read("README.md");
    const missing = files.filter(
      (file) => !readme.includes(`\`${file}\``) && !readme.includes(`\`${file.slice(0, -".prom".length)}\``),
    );
    expect(missing).toEqual([]);
  });

  it("tell of each field that the GPU exporter is told to collect, and of no other", () => {
    expect(read("dcgm.prom")).toBe(dcgmContract(Object.values(dcgmCounters).flat()));
  });

  it("tell of Grafana what its list says", () => {
    expect(read("grafana.prom")).toBe(grafanaContract());
  });

  it("tell of services by OTLP what the conventions say", () => {
    expect(read("semantic-conventions.prom")).toBe(semanticConventions());
  });

  it("give the metrics of several kinds of targets of a job", () => {
    const known = knownMetrics();
    expect(known.get("alertmanager_cluster_failed_peers")?.jobs).toEqual(["alertmanager"]);
    expect(known.get("loki_discarded_samples_total")?.labels).toContain("reason");
    expect(known.get("thanos_objstore_bucket_operation_failures_total")?.jobs).toEqual([
      "thanos-compact",
      "thanos-sidecar",
      "thanos-store",
    ]);
    expect(known.get("container_cpu_usage_seconds_total")?.labels).toContain("pod");
    expect(known.get("kubelet_volume_stats_available_bytes")?.jobs).toEqual(["kubelet"]);
  });
});

describe("a field of a GPU", () => {
  it("whose labels nobody has looked up is refused", () => {
    expect(() => dcgmContract([{ field: "DCGM_EXP_NEW", type: "counter", help: "new" }])).toThrow(
      "the labels of DCGM_EXP_NEW are not known; read its collector and write them in dcgm.ts",
    );
  });
});

describe("a contract from documentation", () => {
  it("has the parts of histograms and summaries, and a series for each value of a closed set", () => {
    const text = contractText(
      [
        { name: "b_seconds", type: "histogram", help: "B.", labels: ["code"] },
        { name: "a_seconds", type: "summary", help: "A.", labels: [], quantiles: ["0.5"] },
        { name: "c", type: "gauge", help: "", labels: ["state"], values: { state: ["on", "off"] } },
      ].map((each) => family(each as Parameters<typeof family>[0])),
    );
    expect(text).toBe(
      [
        "# HELP a_seconds A.",
        "# TYPE a_seconds summary",
        "a_seconds_count 0",
        "a_seconds_sum 0",
        'a_seconds{quantile="0.5"} 0',
        "",
        "# HELP b_seconds B.",
        "# TYPE b_seconds histogram",
        'b_seconds_bucket{code="x",le="+Inf"} 0',
        'b_seconds_count{code="x"} 0',
        'b_seconds_sum{code="x"} 0',
        "",
        "# HELP c",
        "# TYPE c gauge",
        'c{state="off"} 0',
        'c{state="on"} 0',
        "",
      ].join("\n"),
    );
  });

  it("leaves out what the job drops", () => {
    const families = ["kept", "dropped"].map((name) => family({ name, type: "gauge", help: "", labels: [] }));
    const rules = [{ action: "drop", source_labels: ["__name__"], regex: "drop.+" }];
    expect(stored(families, rules).map(({ name }) => name)).toEqual(["kept"]);
  });
});

describe("an exposition", () => {
  it("in OpenMetrics gives the names under which Prometheus stores it", () => {
    const text = [
      "# HELP jobs Jobs.",
      "# TYPE jobs counter",
      "# UNIT jobs jobs",
      'jobs_total{kind="a"} 1.0 # {trace_id="4bf9"} 1.0 1.7e9',
      "# TYPE build info",
      'build_info{version="1"} 1',
      "# TYPE odd unknown",
      "odd 1",
      "# HELP bytes Bytes in use.",
      "# TYPE bytes gauge",
      "bytes 1",
      "# HELP bytes Bytes ever.",
      "# TYPE bytes counter",
      "bytes_total 1",
      "# EOF",
      "",
    ].join("\n");
    expect(plainText(text)).toBe(
      [
        "# HELP jobs_total Jobs.",
        "# TYPE jobs_total counter",
        'jobs_total{kind="a"} 1.0',
        "# TYPE build_info gauge",
        'build_info{version="1"} 1',
        "# TYPE odd untyped",
        "odd 1",
        "# HELP bytes Bytes in use.",
        "# TYPE bytes gauge",
        "bytes 1",
        "# HELP bytes_total Bytes ever.",
        "# TYPE bytes_total counter",
        "bytes_total 1",
        "",
      ].join("\n"),
    );
  });

  it("in plain text stays as it is", () => {
    const text = "# TYPE jobs counter\njobs 1\n";
    expect(plainText(text)).toBe(text);
  });

  it("may have names of metrics and labels that are no words", () => {
    const text = '# TYPE "pods.known" gauge\n{"pods.known","otel.signal"="logs",state="on"} 3\n';
    expect(parseExposition(text)).toEqual([
      {
        name: "pods.known",
        type: "gauge",
        help: "",
        samples: [{ name: "pods.known", labels: { "otel.signal": "logs", state: "on" } }],
      },
    ]);
    expect(normalise(text)).toBe(
      '# HELP "pods.known"\n# TYPE "pods.known" gauge\n{"pods.known","otel.signal"="x",state="on"} 0\n',
    );
  });

  it("has the numbers of quantiles as Prometheus writes them", () => {
    expect(normalise('# TYPE a summary\na{quantile="1"} 1\na{quantile="0.5"} 1\n')).toContain(
      'a{quantile="1.0"} 0',
    );
  });

  it("keeps no values of a set of which only some can be had", () => {
    const text = '# TYPE a gauge\na{reason="one",state="on"} 1\n';
    expect(normalise(text, { open: ["reason"] })).toContain('a{reason="x",state="on"} 0');
  });
});
