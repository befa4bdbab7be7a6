/** What collectors do with metrics that services send: the pipelines of each target, what is let through, and its labels. */
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { reservedJobs } from "../../components/cluster-job-names";
import { collectorConfig } from "../../components/collector";
import { gatewayConfig } from "../../components/collector-gateway";
import { filterNames, metricFilters, promotedAttributes } from "../../components/collector-metrics";
import { dockerSite } from "../../platforms/docker/site";
import { localSite } from "../../platforms/local/site";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { clustered, file } from "./ha-stack";

function onHost(target: "docker" | "local") {
  const values = { target, host: "web-1", routes: { critical: [] } };
  const settings = parseSettings({ stack: "shop", values, secretKeys: [], catalogue });
  return collectorConfig(
    settings,
    target === "local" ? localSite(settings, "/checkout") : dockerSite(settings),
  );
}

const inCluster = clustered({ prometheus: { replicas: 2 } });
const gateway = gatewayConfig(inCluster.settings, inCluster.site);
const statements = (config: ReturnType<typeof onHost> | typeof gateway): readonly string[] =>
  config.processors["transform/services"].metric_statements.flatMap((each) => each.statements);

describe("metrics of services", () => {
  it.each(["local", "docker"] as const)("get from OTLP to Prometheus on %s", (target) => {
    const { exporters, service } = onHost(target);
    const { receivers, processors, exporters: to } = service.pipelines["metrics/services"];
    expect(receivers).toEqual(["otlp"]);
    expect(processors).toEqual(["memory_limiter", "transform/services", ...filterNames]);
    expect(to).toEqual(["otlp_http/services"]);
    expect(exporters["otlp_http/services"]).toMatchObject({
      endpoint: expect.stringMatching(/\/api\/v1\/otlp$/) as string,
      sending_queue: { enabled: true, storage: "file_storage" },
    });
  });

  it("get to each replica of the first shard in a cluster, from pods whose names are known by then", () => {
    const { receivers, processors, exporters: to } = gateway.service.pipelines["metrics/services"];
    expect(receivers).toEqual(["otlp"]);
    expect(processors.slice(0, 4)).toEqual([
      "memory_limiter",
      "k8s_attributes",
      "transform/names",
      "transform/services",
    ]);
    expect(processors.slice(4)).toEqual(filterNames);
    expect(to).toEqual(["otlp_http/services-0", "otlp_http/services-1"]);
    for (const name of to)
      expect(gateway.exporters[name as keyof typeof gateway.exporters]).toMatchObject({
        endpoint: expect.stringMatching(/^https:\/\/prometheus-\d.*\/api\/v1\/otlp$/) as string,
        headers: { authorization: expect.stringContaining("${file:") as string },
      });
  });

  it("are not put together with those of other services: Prometheus refuses a request as a whole", () => {
    const text = file(inCluster, "collector-gateway", "collector.yml");
    const { exporters } = parse(text) as { exporters: Record<string, { sending_queue: object }> };
    expect(exporters["otlp_http/services-0"]?.sending_queue).not.toHaveProperty("batch");
    expect(exporters["otlp_http/prometheus-0"]?.sending_queue).toHaveProperty("batch");
    for (const config of [onHost("local"), gateway])
      expect(config.service.pipelines["metrics/services"].processors).not.toContain("batch");
  });

  it("wait in a queue of their own, so that they take no room from the figures of spans", () => {
    for (const { service } of [onHost("local"), gateway]) {
      const ofSpans = service.pipelines.metrics.exporters;
      const ofServices: readonly string[] = service.pipelines["metrics/services"].exporters;
      expect(ofSpans.filter((name) => ofServices.includes(name))).toEqual([]);
    }
  });
});

describe("what is not let through", () => {
  it("is told by a filter for each reason", () => {
    expect(filterNames).toEqual(["filter/names", "filter/kinds", "filter/cardinality", "filter/times"]);
  });

  it("is limited in series of a metric, attributes and length", () => {
    expect(metricFilters["filter/cardinality"].metrics).toEqual({
      metric: ["Len(metric.data_points) > 1000"],
      datapoint: ["Len(datapoint.attributes) > 32", "Len(String(datapoint.attributes)) > 2048"],
    });
  });

  const patterns = metricFilters["filter/names"].metrics.metric ?? [];
  // "not IsMatch(…)" drops what does not fit, the others what does.
  const dropped = (name: string): boolean =>
    patterns.some((each) => {
      const pattern = new RegExp(/"(.+)"/.exec(each)?.[1] ?? "");
      return pattern.test(name) !== each.startsWith("not ");
    });

  it.each([
    "up",
    "ALERTS",
    "scrape_duration_seconds",
    "target_info",
    "traces.span.metrics.calls",
    "job:http_requests:rate5m",
    "request_1795536846",
    "order.3f2b6a1e-88aa-4c1d",
    "",
    "9lives",
    "größe",
    "x".repeat(201),
  ])("is the name %j", (name) => {
    expect(dropped(name)).toBe(true);
  });

  it.each([
    "http.server.request.duration",
    "process.cpu.time",
    "http_requests_total",
    "upstream.calls",
    "orders-2024/eu",
    "k8s.pod.uptime",
  ])("is not the name %j", (name) => {
    expect(dropped(name)).toBe(false);
  });
});

describe("the labels of a service", () => {
  it("are those that Prometheus makes of its resource", () => {
    const { otlp } = parse(file(inCluster, "prometheus", "prometheus.yml")) as {
      otlp: { promote_resource_attributes: readonly string[] };
    };
    expect(otlp.promote_resource_attributes).toEqual([...promotedAttributes]);
    for (const config of [onHost("local"), gateway]) {
      const [keep = ""] = statements(config).filter((each) => each.startsWith("keep_keys("));
      for (const name of [...promotedAttributes, "service.instance.id", "service.namespace"])
        expect(keep).toContain(`"${name}"`);
      // Each of these would make a new series of target_info with each start.
      expect(keep).not.toMatch(/process\.|host\.|k8s\./);
    }
  });

  it("name an instance by its own id, else its pod, its process or its host", () => {
    const sources = (config: Parameters<typeof statements>[0]) =>
      statements(config).flatMap(
        (each) =>
          /^set\(resource\.attributes\["service\.instance\.id"\], (.+?)\) where/.exec(each)?.[1] ?? [],
      );
    const expected = [
      'resource.attributes["k8s.pod.name"]',
      'Concat([resource.attributes["host.name"], resource.attributes["process.pid"]], ":")',
      'resource.attributes["host.name"]',
    ];
    expect(sources(gateway)).toEqual(expected);
    expect(sources(onHost("local"))).toEqual(expected);
    expect(statements(onHost("docker"))).toContain(
      'set(resource.attributes["host.name"], "web-1") where (resource.attributes["host.name"] == nil or resource.attributes["host.name"] == "")',
    );
  });

  it("never say the job of one of the stack's own servers, but for the demo", () => {
    const [own = ""] = statements(gateway).filter((each) => each.includes('"otlp"'));
    const taken = new RegExp(/IsMatch\(.+?, "(.+)"\)$/.exec(own)?.[1] ?? "(?!)");
    expect(reservedJobs.filter((job) => !taken.test(job))).toEqual(["demo"]);
    expect(taken.test("nodes")).toBe(false);
  });

  it("tell the pod and its namespace in a cluster, as scraped pods do", () => {
    expect(
      statements(gateway).filter((each) => /^set\(resource\.attributes\["(pod|namespace)"\]/.test(each)),
    ).toHaveLength(2);
    expect(statements(onHost("local")).join("\n")).not.toContain('resource.attributes["pod"]');
  });

  it("are not taken over by an attribute of a data point", () => {
    for (const name of ["cluster", "instance", "job", "namespace", "pod"])
      expect(statements(gateway)).toContain(`delete_key(datapoint.attributes, "${name}")`);
  });
});
