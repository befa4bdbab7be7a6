/** What people meet: Alertmanager as a cluster, and Grafana as several servers. */
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { clustered, database, file, names, workload } from "./ha-stack";

describe("the members of Alertmanager", () => {
  const described = clustered();
  const { args, calls, memberEnv, replicas, udpPorts } = workload(described, "alertmanager");

  it("are three, and know each other by name", () => {
    expect(replicas).toBe(3);
    expect(args.filter((arg) => arg.startsWith("--cluster.peer="))).toEqual(
      [0, 1, 2].map(
        (member) => `--cluster.peer=alertmanager-${member}.alertmanager-headless.observatory.svc:9094`,
      ),
    );
  });

  it("keep their turn when they come back, as it follows from their names", () => {
    expect(args).toContain("--cluster.peer-name=$(POD_NAME)");
    expect(args).toContain("--cluster.advertise-address=$(POD_IP):9094");
    expect(memberEnv).toEqual(["POD_IP", "POD_NAME"]);
  });

  it("never join another stack's", () => {
    expect(args).toContain("--cluster.label=observatory-production");
  });

  it("gossip by TCP and UDP", () => {
    expect(udpPorts).toEqual(["gossip"]);
    expect(calls).toContainEqual({ workload: "alertmanager", port: "gossip" });
  });

  it("may call the receivers, on the ports that are known", () => {
    const outside = (url?: string) =>
      workload(
        clustered({ receivers: { oncall: { kind: "webhook", ...(url === undefined ? {} : { url }) } } }),
        "alertmanager",
      ).calls?.find((call) => "outside" in call);
    expect(outside("https://a.example.com/x")).toMatchObject({ ports: [443] });
    expect(outside("http://a.example.com:8080/x")).toMatchObject({ ports: [8080] });
    expect(outside()).toMatchObject({ ports: "any" });
  });

  it("open no port for gossip where there is one", () => {
    const single = workload(clustered({ alertmanager: { replicas: 1 } }), "alertmanager");
    expect(single.args).toContain("--cluster.listen-address=");
    expect(single).not.toHaveProperty("udpPorts");
    expect(single.ports).not.toHaveProperty("gossip");
  });
});

describe("Grafana", () => {
  const shared = clustered({ grafana: { database } });
  const ini = file(shared, "grafana", "grafana.ini");

  it("is several servers without data where it has a database", () => {
    expect(workload(shared, "grafana").replicas).toBe(2);
    expect(workload(shared, "grafana")).not.toHaveProperty("data");
  });

  it("is one server with its own data where it has none", () => {
    expect(workload(clustered({ size: "large" }), "grafana")).toMatchObject({
      replicas: 1,
      data: { size: "2Gi" },
    });
  });

  it("takes user, password and key from files", () => {
    expect(ini).toContain("type = postgres\nhost = grafana-db.example.com:5433\nname = grafana\n");
    for (const line of ["user", "password", "secret_key"])
      expect(ini).toMatch(new RegExp(`^${line} = \\$__file\\{/run/secrets/observatory/[a-z-]+\\}$`, "m"));
    expect(workload(shared, "grafana").secrets?.map(({ from }) => from)).toEqual(
      expect.arrayContaining([{ config: "grafanaDatabaseUser" }, { config: "grafanaDatabasePassword" }]),
    );
  });

  it("may call its database, on its port", () => {
    expect(workload(shared, "grafana").calls).toContainEqual({
      outside: "database of Grafana",
      ports: [5433],
    });
  });

  it("asks the querier for metrics, and may call whom its data sources name", () => {
    const { datasources } = parse(file(shared, "grafana", "provisioning/datasources/observatory.yml")) as {
      datasources: { name: string; url: string; jsonData: Record<string, unknown> }[];
    };
    expect(datasources[0]).toMatchObject({
      name: "Prometheus",
      url: "https://thanos-query.observatory.svc:10902",
      jsonData: { prometheusType: "Thanos" },
    });
    const called = workload(shared, "grafana").calls?.flatMap((call) =>
      "workload" in call ? [`https://${call.workload}.observatory.svc`] : [],
    );
    for (const { url } of datasources) expect(called).toContain(url.replace(/:\d+$/, ""));
  });
});

it("whoever is called is there", () => {
  for (const size of ["small", "large"] as const) {
    const described = clustered({ size });
    const there = new Set(names(described));
    for (const { name, calls = [] } of described.stack.workloads)
      for (const call of calls)
        if ("workload" in call) expect(there.has(call.workload), `${name} calls ${call.workload}`).toBe(true);
  }
});
