import { describe, expect, it } from "vitest";
import { type Edit, inFile, inResources, type Resource, resource, told } from "./review-trial";

interface Pods {
  replicas?: number;
  serviceName?: string;
  template: {
    spec: {
      hostNetwork?: boolean;
      containers: {
        name: string;
        image: string;
        args: string[];
        env?: unknown[];
        resources: Record<string, unknown>;
      }[];
      volumes: Record<string, unknown>[];
    };
  };
}

const production = (change: (all: Resource[]) => void): Edit => inResources("production", change);
const docker = (change: (all: Resource[]) => void): Edit => inResources("docker", change);
const local = (change: (all: Resource[]) => void): Edit => inResources("local", change);
const pods = (all: Resource[], kind = "StatefulSet", name = "alertmanager"): Pods =>
  resource(all, kind, name).inputs["spec"] as Pods;
const container = (spec: Pods) => {
  const [first] = spec.template.spec.containers;
  if (first === undefined) throw new Error("no container");
  return first;
};
const without = (all: Resource[], kind: string, name: string) =>
  all.splice(all.indexOf(resource(all, kind, name)), 1);

describe("a review of data says, first of all and in bold", () => {
  it("a claim that is deleted, and that its data stays", () => {
    expect(
      told(production((all) => void without(all, "PersistentVolumeClaim", "data-alertmanager-0"))),
    ).toEqual([
      "PersistentVolumeClaim `data-alertmanager-0` **is deleted; it is protected: up lets go of it and leaves the data where it is, unused** _(production)_",
    ]);
  });

  it("a volume of Docker that is renamed: it comes back empty", () => {
    const renamed = docker((all) => {
      resource(all, "Volume", "prometheus-data").inputs["name"] = "observatory-docker-metrics";
    });
    expect(told(renamed)).toEqual([
      "Volume `prometheus-data` **is replaced, because of name: it comes back empty** _(docker)_",
    ]);
  });

  it("a claim that shrinks, which nobody can do", () => {
    const shrunk = production((all) => {
      const spec = resource(all, "PersistentVolumeClaim", "data-alertmanager-0").inputs["spec"] as {
        resources: { requests: { storage: string } };
      };
      spec.resources.requests.storage = "512Mi";
    });
    expect(told(shrunk)).toEqual([
      "PersistentVolumeClaim `data-alertmanager-0` **cannot shrink (spec.resources.requests.storage 1Gi → 512Mi): the API server refuses it** _(production)_",
    ]);
  });

  it("a claim that grows, as a change in place", () => {
    const grown = production((all) => {
      const spec = resource(all, "PersistentVolumeClaim", "data-alertmanager-0").inputs["spec"] as {
        resources: { requests: { storage: string } };
      };
      spec.resources.requests.storage = "2Gi";
    });
    expect(told(grown)).toEqual([
      "PersistentVolumeClaim `data-alertmanager-0` changes in place: spec.resources.requests.storage 1Gi → 2Gi _(production)_",
    ]);
  });

  it("data that is no longer protected, and that goes with its resource", () => {
    const bare = production((all) => {
      const claim = resource(all, "PersistentVolumeClaim", "data-alertmanager-0");
      claim.protect = false;
      claim.retainOnDelete = false;
    });
    expect(told(bare)).toEqual([
      "PersistentVolumeClaim `data-alertmanager-0` **is no longer protected: a mistake can delete it; no longer outlives its resource: what deletes one deletes its data** _(production)_",
    ]);
  });
});

describe("a review of servers says", () => {
  it("an image that changes", () => {
    const bumped = production(
      (all) => void (container(pods(all)).image = "quay.io/prometheus/alertmanager:v0.35.0"),
    );
    expect(told(bumped)).toEqual([
      "server `alertmanager` starts anew: image of alertmanager quay.io/prometheus/alertmanager:v0.34.0 → quay.io/prometheus/alertmanager:v0.35.0 _(production)_",
    ]);
  });

  it("arguments that change, come and go", () => {
    const retained = local((all) => {
      const { inputs } = resource(all, "Server", "alertmanager");
      const args = inputs["args"] as string[];
      inputs["args"] = [
        ...args.map((each) => each.replace("120h", "240h")).filter((each) => !each.includes("utf8")),
        "--log.level=debug",
      ];
    });
    expect(told(retained)).toEqual([
      "server `alertmanager` starts anew: --data.retention=120h → 240h, with --log.level=debug and without --enable-feature=utf8-strict-mode _(local)_",
    ]);
  });

  it("more copies, which start nothing anew", () => {
    const scaled = production((all) => void (pods(all).replicas = 5));
    expect(told(scaled)).toEqual([
      "server `alertmanager` changes while it runs: spec.replicas 3 → 5 _(production)_",
    ]);
  });

  it("a field that makes the server anew", () => {
    const moved = production((all) => void (pods(all).serviceName = "other"));
    expect(told(moved)).toEqual([
      "server `alertmanager` is replaced: spec.serviceName alertmanager-headless → other _(production)_",
    ]);
  });

  it("more memory", () => {
    const larger = docker((all) => void (resource(all, "Container", "alertmanager").inputs["memory"] = 512));
    expect(told(larger)).toEqual(["server `alertmanager` starts anew: memory 256 → 512 _(docker)_"]);
  });

  it("one that is new, one that is gone", () => {
    const gone = local((all) => void without(all, "Server", "blackbox-exporter"));
    expect(told(gone)).toContain("server `blackbox-exporter` is gone: blackbox\\_exporter 0.28.0 _(local)_");
  });

  it("a file that is only read again, and what changes in it", () => {
    const modules = inFile<{ modules: Record<string, unknown> }>(
      "local/blackbox-exporter/blackbox.yml",
      (file) => {
        file.modules["fresh"] = { prober: "tcp" };
      },
    );
    const lines = told(modules);
    expect(lines[0]).toBe("server `blackbox-exporter` reads its configuration again _(local)_");
    expect(lines[1]).toMatch(/^file `blackbox-exporter\/blackbox.yml` changes: .*\+fresh:/);
  });

  it("a file for which the server starts anew", () => {
    const agent: Edit = (files) => {
      const path = "local/collector/collector.yml";
      files.set(path, `${files.get(path) ?? ""}# more\n`);
    };
    expect(told(agent)[0]).toMatch(
      /^server `collector` (starts anew: collector.yml|reads its configuration again)/,
    );
  });
});

describe("a review of access says", () => {
  it("rights in the cluster that widen and narrow", () => {
    const wider = production((all) => {
      const rules = resource(all, "ClusterRole", "observatory-production-collector").inputs["rules"] as {
        resources: string[];
        verbs: string[];
      }[];
      const [first] = rules;
      if (first === undefined) throw new Error("no rule");
      first.resources.push("secrets");
      first.verbs = first.verbs.filter((verb) => verb !== "watch");
    });
    expect(told(wider)).toEqual([
      "ClusterRole `observatory-production-collector` may do more: get secrets and list secrets; may do less: no longer watch pods _(production)_",
    ]);
  });

  it("a call through the network that is let through", () => {
    const opened = production((all) => {
      const spec = resource(all, "NetworkPolicy", "alertmanager").inputs["spec"] as { egress: unknown[] };
      spec.egress.push({
        ports: [{ port: 9100, protocol: "TCP" }],
        to: [{ ipBlock: { cidr: "0.0.0.0/0" } }],
      });
    });
    expect(told(opened)).toEqual([
      'network of alertmanager may do more: call cidr "0.0.0.0/0" on 9100 _(production)_',
    ]);
  });

  it("a port that opens to every address", () => {
    const opened = docker((all) => {
      const [port] = resource(all, "Container", "alertmanager").inputs["ports"] as { ip: string }[];
      if (port !== undefined) port.ip = "0.0.0.0";
    });
    expect(told(opened)[0]).toBe(
      "server `alertmanager` may do more: listen on port 9093 of every address; may do less: no longer listen on port 9093 of 127.0.0.1 _(docker)_",
    );
  });

  it("a service that is reached from outside", () => {
    const opened = production((all) => {
      (resource(all, "Service", "alertmanager").inputs["spec"] as { type: string }).type = "LoadBalancer";
    });
    expect(told(opened)[0]).toContain(
      "everybody who is let through to alertmanager may do more: call port 9094 from outside of the cluster (LoadBalancer) and call port 9093 from outside of the cluster (LoadBalancer)",
    );
  });

  it("rights of a server on its host", () => {
    const wider = production((all) => {
      const { template } = pods(all);
      template.spec.hostNetwork = true;
      template.spec.volumes.push({ name: "root", hostPath: { path: "/" } });
    });
    expect(told(wider)[0]).toBe(
      "server `alertmanager` may do more: use the host's / and use hostNetwork _(production)_",
    );
  });

  it("a secret that is newly read", () => {
    const reads = production((all) => {
      pods(all).template.spec.volumes.push({ name: "more", secret: { secretName: "other-secrets" } });
    });
    expect(told(reads)[0]).toBe(
      "server `alertmanager` may do more: read the secret other-secrets _(production)_",
    );
  });
});

describe("a review of resources says", () => {
  it("what is made and deleted", () => {
    const changed = production((all) => {
      const budget = without(all, "PodDisruptionBudget", "alertmanager")[0];
      if (budget !== undefined) all.push({ ...budget, urn: budget.urn.replace(/alertmanager$/, "fresh") });
    });
    expect(told(changed)).toEqual([
      "PodDisruptionBudget `alertmanager` is deleted _(production)_",
      "PodDisruptionBudget `fresh` is made _(production)_",
    ]);
  });

  it("what is replaced, and why", () => {
    const replaced = production((all) => {
      (
        resource(all, "RoleBinding", "default/observatory-production-prometheus").inputs["roleRef"] as {
          name: string;
        }
      ).name = "other";
    });
    expect(told(replaced)).toEqual([
      "RoleBinding `default/observatory-production-prometheus` is replaced, because of roleRef.name _(production)_",
    ]);
  });

  it("nothing of hashes in the names of what carries files", () => {
    const hashed: Edit = (files) => {
      const path = "production/resources.yaml";
      files.set(
        path,
        (files.get(path) ?? "").replaceAll(
          /alertmanager-config-[0-9a-f]{8}/g,
          "alertmanager-config-0badcafe",
        ),
      );
    };
    expect(told(hashed)).toEqual([
      "server `alertmanager` starts anew: its files are arranged otherwise _(production)_",
    ]);
  });

  it("nothing of the order of dependencies", () => {
    expect(told()).toEqual([]);
  });
});
