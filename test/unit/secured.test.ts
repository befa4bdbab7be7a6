import { compareSync } from "bcryptjs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { serversPassword, serversUser, serving } from "../../components/secured";
import { localSite } from "../../platforms/local/site";
import { type HealthCheck, type Workload } from "../../platforms/workload";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { settings, stackOf, variants } from "../render/kubernetes-stack";

const all = { ...variants["medium"], ...variants["everything"] };
const stack = stackOf(settings(all));
const named = (name: string): Workload => {
  const found = stack.workloads.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const secretNames = (name: string) => (named(name).secrets ?? []).map((one) => one.name);

/** What users and their services call themselves: Grafana has its own login, and OTLP is for every pod. */
const open = ["collector", "collector-gateway", "grafana"];
const secured = stack.workloads.filter(({ name }) => !open.includes(name));

interface Prometheus {
  readonly alerting: { readonly alertmanagers: readonly Record<string, unknown>[] };
  readonly scrape_configs: readonly {
    readonly job_name: string;
    readonly scheme?: string;
    readonly tls_config?: { readonly ca_file: string; readonly server_name?: string };
    readonly basic_auth?: { readonly username: string; readonly password_file: string };
  }[];
}
const fileOf = (workload: Workload, name: string): string =>
  workload.files?.find((file) => file.name === name)?.content ?? "";
const prometheus = parse(fileOf(named("prometheus"), "prometheus.yml")) as Prometheus;

describe("servers in a cluster", () => {
  it.each(secured.map(({ name }) => name))("%s has a certificate of its own, for its own names", (name) => {
    const own = (named(name).secrets ?? []).flatMap(({ from }) =>
      "certificate" in from && from.is !== "authority" ? [from] : [],
    );
    expect(own.map(({ is }) => is).sort()).toEqual(["certificate", "key"]);
    for (const { certificate } of own) {
      expect(certificate.name).toBe(name);
      for (const dns of certificate.names)
        expect(dns).toMatch(new RegExp(`(^localhost$|(^|[.])${name}[.-])`));
    }
  });

  it("are called over TLS by who has the authority's certificate", () => {
    const { alerting, scrape_configs: jobs } = prometheus;
    expect(alerting.alertmanagers[0]).toMatchObject({
      scheme: "https",
      tls_config: { ca_file: "/run/secrets/observatory/ca.crt" },
    });
    const own = jobs.filter(({ basic_auth }) => basic_auth !== undefined);
    expect(own.length).toBeGreaterThan(8);
    for (const { scheme, tls_config, basic_auth } of own) {
      expect(scheme).toBe("https");
      expect(tls_config?.ca_file).toBe("/run/secrets/observatory/ca.crt");
      expect(basic_auth?.password_file).toBe("/run/secrets/observatory/servers-password");
    }
  });

  it("are checked by name where they are called by address", () => {
    const node = prometheus.scrape_configs.find(({ job_name }) => job_name === "node");
    expect(node?.tls_config?.server_name).toBe("node-exporter.observatory-hosts.svc");
  });

  it("do not show their password to what is not theirs", () => {
    const fixed = prometheus.scrape_configs.find(({ job_name }) => job_name === "node-fixed");
    expect(fixed).toBeDefined();
    expect(fixed).not.toHaveProperty("basic_auth");
    const pods = prometheus.scrape_configs.filter(({ job_name }) => /^(pods|checkout)/.test(job_name));
    expect(pods.length).toBeGreaterThan(0);
    for (const job of pods) expect(job).not.toHaveProperty("basic_auth");
  });

  it("that want a password are asked for their health without one", () => {
    const by = (name: string): HealthCheck => named(name).health;
    expect(by("alertmanager").by).toBe("tcp");
    expect(by("loki-ingester").by).toBe("https");
    expect(by("prometheus").command?.slice(0, 3)).toEqual(["/bin/promtool", "check", "ready"]);
  });

  it("answer the querier only if it shows a certificate of the same authority", () => {
    const [sidecar] = named("prometheus").sidecars ?? [];
    expect(sidecar?.args).toContain("--grpc-server-tls-client-ca=/run/secrets/observatory/ca.crt");
    expect(named("thanos-store").args).toContain(
      "--grpc-server-tls-client-ca=/run/secrets/observatory/ca.crt",
    );
    expect(named("thanos-query").args).toContain("--grpc-client-tls-secure");
  });

  it("get the key and the password as files only", () => {
    for (const { args, env = {}, files = [] } of stack.workloads) {
      const seen = [...args, ...Object.values(env), ...files.map(({ content }) => content)].join("\n");
      expect(seen).not.toMatch(/PRIVATE KEY|\$2b\$|basic_auth_users/);
    }
    expect(secretNames("node-exporter").sort()).toEqual(["tls.crt", "tls.key", "web.yml"]);
  });
});

describe("the file that a server takes its certificate and its users from", () => {
  const [, , web] = serving(
    { ...localSite(local(), "/x"), identity: (name) => ({ name, names: [name] }) },
    "node-exporter",
    { password: true },
  ).secrets;
  const text = web?.part?.("a password") ?? "";
  const users = (parse(text) as { basic_auth_users: Record<string, string> }).basic_auth_users;

  it("lets in who has the password, and nobody else", () => {
    expect(compareSync("a password", users[serversUser] ?? "")).toBe(true);
    expect(compareSync("another", users[serversUser] ?? "")).toBe(false);
  });

  it("is the same each time, so that nothing restarts without a reason", () => {
    expect(web?.part?.("a password")).toBe(text);
    expect(web?.part?.("another")).not.toBe(text);
    expect(web?.from).toEqual({ generated: serversPassword });
  });
});

describe("servers on one host", () => {
  it("speak in clear, and have no certificates", () => {
    expect(serving(localSite(local(), "/x"), "node-exporter", { password: true })).toEqual({
      secrets: [],
      health: {},
    });
  });
});

function local() {
  return parseSettings({ stack: "local", values: { target: "local" }, secretKeys: [], catalogue });
}
