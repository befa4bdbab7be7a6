/** How the certificates of the stack's own servers are watched: who is asked, by which module, and what is kept. */
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { certificateMetrics } from "../../components/stack-certificates";
import { kubernetesSite } from "../../platforms/kubernetes/site";
import { type ScrapeJob, type Workload } from "../../platforms/workload";
import { allRules } from "../../rules/catalogue";
import { lifetimeDays } from "../../platforms/certificates/issue";
import { capabilitiesOf } from "../../stacks/capabilities";
import { catalogue } from "../../stacks/catalogue";
import { describeFor } from "../../stacks/main";
import { parseSettings } from "../../stacks/parse-settings";
import { contentStack } from "../render/content-stack";
import { settings, stackOf, variants } from "../render/kubernetes-stack";

const of = settings({ ...variants["large"], ...variants["everything"] });
const site = kubernetesSite(of);
const stack = stackOf(of);
const shards = stackOf(settings({ prometheus: { shards: 2 } }));

interface Module {
  readonly prober: string;
  readonly tcp?: {
    readonly tls?: boolean;
    readonly tls_config?: Readonly<Record<string, unknown>>;
  };
}

const named = (workloads: readonly Workload[], name: string): Workload => {
  const found = workloads.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const modulesOf = ({ files = [] }: Workload): Readonly<Record<string, Module>> =>
  (parse(files[0]?.content ?? "") as { modules: Readonly<Record<string, Module>> }).modules;
const jobsOf = ({ jobs }: typeof stack): readonly ScrapeJob[] =>
  jobs.map(({ job }) => job).filter(({ job }) => job === "stack-certificates");

const exporter = named(stack.workloads, "blackbox-exporter");
const withCertificate = stack.workloads
  .filter(({ secrets = [] }) =>
    secrets.some(({ from }) => "certificate" in from && from.is === "certificate"),
  )
  .map(({ name }) => name);
const serversOf = (jobs: readonly ScrapeJob[]) => jobs.map(({ labels }) => labels?.["server"]).sort();

describe("certificates of the stack's servers", () => {
  it("are watched of every server that has one, and of no other", () => {
    expect(withCertificate.length).toBeGreaterThan(15);
    expect(serversOf(jobsOf(stack))).toEqual([...withCertificate].sort());
    expect(serversOf(jobsOf(shards))).toContain("prometheus-shard-1");
  });

  it("are verified against the stack's own authority, each by the name of its server", () => {
    const modules = modulesOf(exporter);
    for (const { labels, params } of jobsOf(stack)) {
      const server = labels?.["server"] ?? "";
      const [name = ""] = params?.["module"] ?? [];
      expect(modules[name]?.prober).toBe("tcp");
      expect(modules[name]?.tcp).toMatchObject({ tls: true });
      // Nothing besides: no leave to skip the check, and no password for whom it does not know yet.
      expect(modules[name]?.tcp?.tls_config).toEqual({
        ca_file: "/run/secrets/observatory/ca.crt",
        server_name: site.identity?.(server).names[0],
      });
    }
    expect(exporter.secrets?.map(({ name }) => name).sort()).toEqual([
      "ca.crt",
      "tls.crt",
      "tls.key",
      "web.yml",
    ]);
  });

  it("are asked of each pod by itself, about once a minute, through the exporter", () => {
    for (const { discover, interval, labels, path, through, client } of jobsOf(stack)) {
      expect({ interval, path, through }).toEqual({ interval: "1m", path: "/probe", through: true });
      expect(client).toMatchObject({ scheme: "https" });
      expect(discover?.role).toBe("pod");
      expect(discover?.namespaces).toEqual([labels?.["namespace"]]);
      expect(discover?.relabel.at(-1)).toEqual({
        source_labels: ["__meta_kubernetes_pod_name"],
        target_label: "instance",
      });
    }
  });

  it("keep few series for each pod, which say whose they are", () => {
    const { scrape_configs: configs } = parse(
      named(stack.workloads, "prometheus").files?.find(({ name }) => name === "prometheus.yml")?.content ??
        "",
    ) as { scrape_configs: readonly Record<string, unknown>[] };
    const loki = configs.find(({ job_name }) => job_name === "stack-certificates-node-exporter");
    expect(loki?.["metric_relabel_configs"]).toEqual([
      { action: "keep", source_labels: ["__name__"], regex: certificateMetrics.join("|") },
      { source_labels: ["instance"], target_label: "pod" },
    ]);
    const relabel = loki?.["relabel_configs"] as readonly Record<string, unknown>[];
    expect(relabel).toEqual(
      expect.arrayContaining([
        { target_label: "job", replacement: "stack-certificates" },
        { target_label: "namespace", replacement: "observatory-hosts" },
        { target_label: "server", replacement: "node-exporter" },
      ]),
    );
    // The pod's address is a parameter before it is replaced with that of the exporter.
    expect(relabel.slice(-2)).toEqual([
      { source_labels: ["__address__"], target_label: "__param_target" },
      { target_label: "__address__", replacement: site.address("blackbox-exporter", "http") },
    ]);
    // A target with the label is taken for a pod of the users.
    expect(relabel.filter(({ target_label }) => target_label === "pod")).toEqual([]);
  });

  it("are missed when none is watched any more", () => {
    const { files = [] } = named(stack.workloads, "prometheus");
    const targets = files.find(({ name }) => name === "rules/targets.yml")?.content;
    expect(targets).toContain('absent(up{job="stack-certificates"})');
  });

  it("are told of before they expire, and after an `up` would have renewed them", () => {
    const limits = allRules()
      .flatMap(({ alerts }) => alerts)
      .filter(({ name }) => name.startsWith("StackCertificateExpiring"))
      .map(({ threshold }) => (threshold?.value ?? 0) / 86_400);
    expect(limits).toEqual([60, 7]);
    for (const days of limits) expect(days).toBeLessThan(lifetimeDays.server / 3);
  });
});

describe("where servers have no certificates", () => {
  const local = parseSettings({
    stack: "local",
    values: { target: "local", routes: { critical: [] } },
    secretKeys: [],
    catalogue,
  });
  const onHost = describeFor(local, { missing: [] });

  it("there are no modules, no jobs, no calls, no rules", () => {
    const { workloads, rules } = onHost.stack;
    expect(Object.keys(modulesOf(named(workloads, "blackbox-exporter"))).sort()).toEqual([
      "http",
      "icmp",
      "tcp",
    ]);
    expect(named(workloads, "blackbox-exporter").secrets).toEqual([]);
    expect(named(workloads, "blackbox-exporter").calls).toHaveLength(1);
    expect(jobsOf(onHost.stack)).toEqual([]);
    expect(rules.map(({ name }) => name)).not.toContain("stack-certificates");
    expect(stack.rules.map(({ name }) => name)).toContain("stack-certificates");
  });

  it("the reason says where there are some", () => {
    expect(capabilitiesOf(local, onHost.site).certificates).toBe("only on the target kubernetes");
    expect(contentStack().rules.map(({ name }) => name)).not.toContain("stack-certificates");
  });
});
