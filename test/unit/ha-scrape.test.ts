/** How Prometheus finds its targets in a cluster. */
import { describe, expect, it } from "vitest";
import { discoveryAccess } from "../../components/discovery-access";
import { scrapeConfig, scrapeConfigs, type WorkloadJob } from "../../components/scrape-config";
import { dockerSite } from "../../platforms/docker/site";
import { type Discovery } from "../../platforms/workload";
import { clustered } from "./ha-stack";

const { settings, site } = clustered();
const discover: Discovery = {
  role: "endpointslice",
  selectors: [{ role: "endpointslice", label: "app=shop" }],
  relabel: [{ source_labels: ["__meta_kubernetes_pod_name"], target_label: "instance" }],
};
const own: WorkloadJob = {
  workload: "alertmanager",
  job: { job: "alertmanager", port: "http", instance: "x" },
};
const found: WorkloadJob = {
  workload: "prometheus",
  job: {
    job: "apps",
    discover,
    labels: { price: "$1" },
    honorLabels: true,
    client: { scheme: "https", tls_config: { ca_file: "/ca" } },
  },
};

describe("a scrape configuration", () => {
  it("finds the members of a workload where they have no addresses that are known", () => {
    const [config, ...others] = scrapeConfig(settings, site, own);
    expect(others).toEqual([]);
    expect(config).not.toHaveProperty("static_configs");
    expect(config).toMatchObject({ job_name: "alertmanager", kubernetes_sd_configs: [{ role: "pod" }] });
  });

  it("sets cluster and the job's labels after the discovery, so that no label of a pod takes their place", () => {
    const [config] = scrapeConfig(settings, site, found);
    expect(config).toMatchObject({
      kubernetes_sd_configs: [{ role: "endpointslice", selectors: discover.selectors }],
      relabel_configs: [
        ...discover.relabel,
        { target_label: "cluster", replacement: "production" },
        { target_label: "price", replacement: "$$1" },
      ],
    });
  });

  it("speaks to targets as the job says", () => {
    const [config] = scrapeConfig(settings, site, found);
    expect(config).toMatchObject({ honor_labels: true, scheme: "https", tls_config: { ca_file: "/ca" } });
  });

  it("keeps known addresses apart from what is found, under the same job", () => {
    const targets = [{ address: "10.0.0.5:9100", instance: "db-1" }];
    const both = scrapeConfig(settings, site, { ...own, job: { ...own.job, targets } });
    expect(both.map(({ job_name }) => job_name)).toEqual(["alertmanager", "alertmanager-fixed"]);
    expect(both[1]).toMatchObject({
      static_configs: [
        {
          targets: ["10.0.0.5:9100"],
          labels: { job: "alertmanager", instance: "db-1", cluster: "production" },
        },
      ],
    });
    expect(both[1]).not.toHaveProperty("relabel_configs");
  });

  it("has a name of its own where several workloads share a job, on one host as well", () => {
    const postgres = ["orders", "users"].map((name) => ({
      workload: `postgres-exporter-${name}`,
      job: { job: "postgres", port: "http", instance: name },
    }));
    const { settings: more } = clustered({ postgres: [{ name: "orders" }, { name: "users" }] });
    const configs = scrapeConfigs(more, dockerSite(more), postgres);
    expect(configs.map(({ job_name }) => job_name)).toEqual([
      "postgres-exporter-orders",
      "postgres-exporter-users",
    ]);
    expect(configs[0]).toMatchObject({
      static_configs: [{ labels: { job: "postgres", instance: "orders" } }],
    });
  });
});

describe("the rights of Prometheus", () => {
  it("are to list and watch what its jobs look for, where they look for it", () => {
    expect(discoveryAccess(site, [own])).toEqual([
      { namespace: "observatory", apiGroups: [""], resources: ["pods"], verbs: ["list", "watch"] },
    ]);
  });

  it("are not stated twice where they hold in all namespaces", () => {
    expect(discoveryAccess(site, [own, found])).toEqual([
      { apiGroups: [""], resources: ["pods", "services"], verbs: ["list", "watch"] },
      { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
    ]);
  });

  it("are none where nothing is looked for", () => {
    const fixed = { workload: "prometheus", job: { job: "a", targets: [] } };
    expect(discoveryAccess(site, [fixed])).toEqual([]);
  });
});
