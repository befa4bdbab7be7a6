/** The collectors of a cluster: what each reads, whom it sends it to, and that nothing is lost or read in circles. */
import { describe, expect, it } from "vitest";
import { agentConfig } from "../../components/collector-agent";
import { gatewayConfig } from "../../components/collector-gateway";
import { clustered, objectStorage, workload } from "./ha-stack";

const plain = clustered();
const agent = agentConfig(plain.settings, plain.site);
const gateway = gatewayConfig(plain.settings, plain.site);
const statements = (config: typeof agent): readonly string[] =>
  config.processors["transform/pods"].log_statements[0]?.statements ?? [];

describe("the collector on each node", () => {
  it("reads the pods' logs from their first line, with all pieces of a cut line", () => {
    const pods = agent.receivers["file_log/pods"];
    expect(pods.include).toEqual(["/host/var/log/pods/*/*/*.log"]);
    expect(pods.start_at).toBe("beginning");
    expect(pods.operators.map(({ type }) => type)).toEqual(["add", "container", "remove", "remove"]);
  });

  it("does not end a cut line of one stream with a line of the other", () => {
    const [apart] = agent.receivers["file_log/pods"].operators;
    expect(apart).toMatchObject({ field: 'attributes["log.file.path"]' });
    // The streams differ by it, and the end of the path, which names the pod, stays as it was.
    expect(apart?.value).toMatch(/\? "stderr" : "stdout"\) \+ attributes\["log\.file\.path"\]\)$/);
  });

  it("keeps no position of lines that it has not handed on", () => {
    expect(workload(plain, "collector").args).toContain("--feature-gates=stanza.synchronousLogEmitter");
  });

  it("does not read what it prints itself, nor a file twice", () => {
    expect(agent.receivers["file_log/pods"].exclude).toEqual([
      "/host/var/log/pods/observatory-hosts_collector-*/*/*.log",
    ]);
    expect(agent.receivers["file_log/host"].exclude).toEqual(["/host/var/log/pods/*/*/*.log"]);
  });

  it("asks for the pods of its own node alone", () => {
    expect(agent.processors.k8s_attributes).toMatchObject({ filter: { node_from_env_var: "NODE_NAME" } });
    expect(workload(plain, "collector").memberEnv).toEqual(["NODE_NAME"]);
    expect(workload(plain, "collector").clusterAccess).toEqual([
      { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
    ]);
  });

  it("knows a pod by namespace and name, since the folders of static pods have another uid", () => {
    expect(agent.processors.k8s_attributes.pod_association).toEqual([
      {
        sources: [
          { from: "resource_attribute", name: "k8s.pod.name" },
          { from: "resource_attribute", name: "k8s.namespace.name" },
        ],
      },
    ]);
  });

  it("names a pod's service by app.kubernetes.io/name, else app, its workload, its container, or itself", () => {
    const sources = statements(agent).flatMap(
      (each) =>
        /^set\(resource\.attributes\["service\.name"\], resource\.attributes\["([^"]+)"\]\)/.exec(
          each,
        )?.[1] ?? [],
    );
    expect(sources).toEqual([
      "observatory.label.name",
      "observatory.label.app",
      "k8s.deployment.name",
      "k8s.statefulset.name",
      "k8s.daemonset.name",
      "k8s.cronjob.name",
      "k8s.job.name",
      "k8s.container.name",
      "k8s.pod.name",
    ]);
    expect(agent.processors.k8s_attributes.extract.labels.map(({ key }) => key)).toEqual([
      "app.kubernetes.io/name",
      "app",
    ]);
  });

  it("waits with its files until Loki takes their lines, and keeps what it has read on disk", () => {
    const { retry_on_failure: retry, sending_queue: queue } = agent.exporters["otlp_http/loki"];
    expect(retry).toEqual({ enabled: true, max_elapsed_time: "0s" });
    expect(queue).toMatchObject({ storage: "file_storage", block_on_overflow: true });
    for (const name of ["file_log/host", "file_log/pods"] as const)
      expect(agent.receivers[name].retry_on_failure).toEqual({ enabled: true, max_elapsed_time: "0s" });
    expect(workload(plain, "collector").data).toBeDefined();
    // A batch between the two would take lines and lose them where the queue is full.
    expect(Object.keys(agent.processors)).not.toContain("batch");
  });

  const folders = (logs: object): readonly string[] =>
    (workload(clustered({ logs }), "collector").host?.mounts ?? []).map(({ from }) => from);

  it("sees the folders of its files and nothing else of the node", () => {
    expect(folders({})).toEqual(["/var/log"]);
    expect(folders({ files: ["/srv/*/logs/a.log", "/opt/app/x.log", "/var/log/a/b.log"] })).toEqual([
      "/opt/app",
      "/srv",
      "/var/log",
    ]);
  });

  it("reads the journal with the node's own journalctl where the settings say so", () => {
    const { settings, site, ...rest } = clustered({ logs: { journal: true } });
    expect(agentConfig(settings, site).receivers).toMatchObject({
      journald: { root_path: "/host", journalctl_path: "/usr/bin/journalctl", directory: "/var/log/journal" },
    });
    expect(workload({ settings, site, ...rest }, "collector").capabilities).toContain("CAP_SYS_CHROOT");
    expect(workload(plain, "collector").capabilities).toEqual(["CAP_DAC_READ_SEARCH"]);
    expect(agent.receivers).not.toHaveProperty("journald");
  });
});

describe("the collectors for services", () => {
  it("may be called by any pod, for logs and traces alone", () => {
    expect(workload(plain, "collector-gateway").open).toEqual(["otlpGrpc", "otlpHttp"]);
    expect(workload(plain, "collector").open).toBeUndefined();
    expect(workload(plain, "collector").ports).not.toHaveProperty("otlpHttp");
  });

  it("run as often as the settings say", () => {
    const three = clustered({ collector: { gateway: { replicas: 3 } } });
    expect(workload(three, "collector-gateway").replicas).toBe(3);
  });

  it("send figures of spans to each replica of the first shard", () => {
    const { settings, site } = clustered({ prometheus: { replicas: 3, shards: 2 } });
    const { exporters, service } = gatewayConfig(settings, site);
    const receiving = service.pipelines.metrics.exporters;
    expect(receiving).toHaveLength(3);
    expect(receiving.map((name) => exporters[name as keyof typeof exporters])).toMatchObject(
      [0, 1, 2].map((member) => ({
        endpoint: expect.stringMatching(
          `^https?://prometheus-${member}\\.prometheus-headless\\.observatory\\.svc:9090/api/v1/otlp$`,
        ) as string,
        sending_queue: { storage: "file_storage" },
      })),
    );
  });

  it("count the spans of a service, not of each pod, and each tells whose count it is", () => {
    const kept = gateway.processors["transform/service"].trace_statements[0]?.statements;
    expect(kept).toEqual([
      'keep_keys(resource.attributes, ["service.name", "service.namespace", "k8s.namespace.name"])',
    ]);
    expect(gateway.service.pipelines.traces.processors.at(-1)).toBe("transform/service");
    expect(gateway.service.telemetry.resource.attributes).toEqual([
      { name: "collector.instance.id", value: "${env:POD_NAME}" },
    ]);
    expect(workload(plain, "collector-gateway").memberEnv).toEqual(["POD_NAME"]);
  });

  it("count spans also of a service without a name", () => {
    const [first] = gateway.processors["transform/names"].trace_statements;
    expect(first?.statements).toContain(
      'set(resource.attributes["service.name"], "unknown_service") where resource.attributes["service.name"] == nil',
    );
  });

  it("find the pod by its connection before anything is put together", () => {
    const { processors } = gateway;
    expect(processors.k8s_attributes.pod_association.at(-1)).toEqual({ sources: [{ from: "connection" }] });
    for (const pipeline of [gateway.service.pipelines.logs, gateway.service.pipelines.traces])
      expect(pipeline.processors.slice(0, 2)).toEqual(["memory_limiter", "k8s_attributes"]);
  });
});

describe("logs", () => {
  it.each([
    ["single", {}, "loki"],
    ["distributed", { size: "medium" as const, objectStorage }, "loki-distributor"],
  ])("go where a %s Loki takes them", (_, more, name) => {
    const described = clustered(more);
    const endpoint = `${described.site.url(name, "http")}/otlp`;
    for (const config of [agentConfig, gatewayConfig])
      expect(config(described.settings, described.site).exporters["otlp_http/loki"]).toMatchObject({
        endpoint,
      });
    for (const one of ["collector", "collector-gateway"])
      expect(workload(described, one).calls).toContainEqual({ workload: name, port: "http" });
  });
});

it("a collector refuses before it runs out of memory", () => {
  const { settings, site, ...rest } = clustered({ collector: { memory: "512Mi" } });
  expect(agentConfig(settings, site).processors.memory_limiter.limit_mib).toBe(400);
  expect(workload({ settings, site, ...rest }, "collector")).toMatchObject({
    memory: "512Mi",
    env: { GOMEMLIMIT: "400MiB" },
  });
});
