/** Loki as one process, as several, and in parts. */
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lokiPushUrl, lokiQueryUrl } from "../../components/loki-address";
import { lokiParts } from "../../components/ports";
import { clustered, file, names, objectStorage, workload } from "./ha-stack";

interface LokiConfig {
  readonly common: {
    readonly replication_factor: number;
    readonly ring: { readonly kvstore: { readonly store: string } };
    readonly compactor_grpc_address?: string;
  };
  readonly memberlist?: { readonly join_members: readonly string[]; readonly cluster_label: string };
  readonly storage_config: { readonly object_store: Readonly<Record<string, unknown>> };
  readonly schema_config: { readonly configs: readonly { readonly object_store: string }[] };
  readonly compactor: { readonly delete_request_store: string };
  readonly index_gateway?: { readonly mode: string; readonly ring: { readonly replication_factor: number } };
  readonly query_scheduler?: { readonly use_scheduler_ring: boolean };
}

const config = (described: ReturnType<typeof clustered>, name = "loki"): LokiConfig =>
  parse(file(described, name, "loki.yml")) as LokiConfig;
const servers = (described: ReturnType<typeof clustered>) =>
  names(described).filter((name) => name.startsWith("loki"));

describe("without object storage", () => {
  const described = clustered({ size: "large" });

  it("one process keeps all logs on its own disk, whatever the size", () => {
    expect(servers(described)).toEqual(["loki"]);
    expect(workload(described, "loki")).toMatchObject({ replicas: 1, data: { size: "1Ti" } });
    expect(config(described).storage_config.object_store).toEqual({ filesystem: { dir: "/data/chunks" } });
    expect(config(described)).not.toHaveProperty("memberlist");
  });
});

describe("several processes", () => {
  const described = clustered({ objectStorage });

  it("find each other by name and keep three copies", () => {
    expect(servers(described)).toEqual(["loki"]);
    expect(config(described).memberlist?.join_members).toEqual([
      "loki-0.loki-headless.observatory.svc:7946",
      "loki-1.loki-headless.observatory.svc:7946",
      "loki-2.loki-headless.observatory.svc:7946",
    ]);
    expect(config(described).common).toMatchObject({
      replication_factor: 3,
      ring: { kvstore: { store: "memberlist" } },
    });
  });

  it("keep no more copies than there are processes", () => {
    for (const [replicas, copies] of [
      [1, 1],
      [3, 3],
      [7, 3],
    ] as const)
      expect(config(clustered({ objectStorage, loki: { replicas } })).common.replication_factor).toBe(copies);
  });

  it("share the bucket for logs, deletions included", () => {
    const { storage_config, schema_config, compactor } = config(described);
    expect(storage_config.object_store).toEqual({
      s3: {
        bucket_name: "our-logs",
        endpoint: "s3.example.com:9000",
        insecure: false,
        native_aws_auth_enabled: true,
        region: "eu-central-1",
      },
    });
    expect(schema_config.configs[0]?.object_store).toBe("s3");
    expect(compactor.delete_request_store).toBe("s3");
  });

  it("gossip by TCP and UDP, among themselves only", () => {
    const { udpPorts, ports, calls = [] } = workload(described, "loki");
    expect(udpPorts).toEqual(["gossip"]);
    expect(ports["gossip"]).toBe(7946);
    expect(calls).toContainEqual({ workload: "loki", port: "gossip" });
    expect(config(described).memberlist?.cluster_label).toBe("observatory-production");
  });
});

describe("in parts", () => {
  const described = clustered({ objectStorage, size: "large" });

  it("runs where the settings or the size say so", () => {
    expect(servers(described)).toEqual(lokiParts.map((part) => `loki-${part}`));
    expect(servers(clustered({ objectStorage, loki: { mode: "distributed" } }))).toHaveLength(
      lokiParts.length,
    );
    expect(servers(clustered({ objectStorage, size: "large", loki: { mode: "single" } }))).toEqual(["loki"]);
  });

  it("never runs as read, write and backend", () => {
    for (const size of ["small", "medium", "large"] as const)
      for (const { args } of clustered({ objectStorage, size }).stack.workloads)
        expect(args.join(" ")).not.toMatch(/-target=\S*\b(read|write|backend)\b/);
  });

  it("reads one configuration in all parts", () => {
    const texts = servers(described).map((name) => file(described, name, "loki.yml"));
    expect(new Set(texts).size).toBe(1);
  });

  it("keeps data in the parts that have some, and none in the others", () => {
    const holding = servers(described).filter((name) => workload(described, name).data !== undefined);
    expect(holding).toEqual([
      "loki-compactor",
      "loki-index-gateway",
      "loki-ingester",
      "loki-pattern-ingester",
    ]);
  });

  it("has one compactor, and at least two of all else", () => {
    for (const name of servers(described)) {
      const { replicas = 0 } = workload(described, name);
      if (name === "loki-compactor") expect(replicas).toBe(1);
      else expect(replicas, name).toBeGreaterThanOrEqual(2);
    }
  });

  it("has as many index gateways as have to agree", () => {
    expect(config(described, "loki-querier").index_gateway?.ring.replication_factor).toBe(
      workload(described, "loki-index-gateway").replicas,
    );
  });

  it("finds its schedulers through the ring, and its compactor by name", () => {
    expect(config(described, "loki-querier").query_scheduler?.use_scheduler_ring).toBe(true);
    expect(config(described, "loki-querier").common.compactor_grpc_address).toBe(
      "loki-compactor.observatory.svc:9096",
    );
  });

  it("sets up what the pattern ingester's sender reads before the sender", () => {
    for (const name of servers(described))
      expect(workload(described, name).args).toContain(`-target=tenant-configs,${name.replace("loki-", "")}`);
  });
});

describe("others reach Loki", () => {
  it("where entries are taken and queries answered", () => {
    const urls = ({ settings, site }: ReturnType<typeof clustered>) => [
      lokiPushUrl(settings, site),
      lokiQueryUrl(settings, site),
    ];
    expect(urls(clustered({ objectStorage }))).toEqual([
      "https://loki.observatory.svc:3100",
      "https://loki.observatory.svc:3100",
    ]);
    expect(urls(clustered({ objectStorage, size: "large" }))).toEqual([
      "https://loki-distributor.observatory.svc:3100",
      "https://loki-query-frontend.observatory.svc:3100",
    ]);
  });
});
