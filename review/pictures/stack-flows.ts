import { type ReadResource } from "../compare/read-resources";
import { argumentsOf, type Resolve } from "./stack-addresses";
import {
  leaves,
  readCollector,
  readEndpoints,
  readPrometheus,
  readReceivers,
  readSources,
  readYaml,
  type ScrapeJob,
} from "./stack-configurations";
import { type Flow, type Found, type ReadFlows } from "./stack-graph";

const nothing: Found = { flows: [] };

/** Whom Prometheus scrapes, to whom it sends alerts and samples, and whom it asks. */
export const prometheusFlows: ReadFlows = (server, files, resolve) => {
  const text = files.get(`${server}/prometheus.yml`);
  if (text === undefined) return nothing;
  const { scrape_configs, alerting, remote_write, remote_read } = readPrometheus(text);
  const scrapes = scrape_configs.map((job) => scraped(job, server, resolve));
  const alerts = alerting.alertmanagers
    .flatMap((each) => each.static_configs.flatMap(({ targets }) => targets))
    .map((target) => resolve(target) ?? target);
  const far = [...remote_write, ...remote_read].filter(({ url }) => resolve(url) === undefined);
  const at = (url: string) => resolve(url) ?? `remote:${hostOf(url)}`;
  return {
    flows: [
      ...scrapes.flatMap(({ flows }) => flows),
      ...alerts.map((to) => flow(server, to, "alert", "alerts")),
      ...remote_write.map(({ url }) => flow(server, at(url), "send", "remote write")),
      ...remote_read.map(({ url }) => flow(at(url), server, "read", "remote read")),
    ],
    outside: [
      ...scrapes.flatMap(({ outside }) => outside ?? []),
      ...alerts
        .filter((id) => resolve(id) === undefined && id.includes(":"))
        .map((id) => ({ id, title: id, part: "" })),
      ...far.map(({ url }) => ({ id: `remote:${hostOf(url)}`, title: hostOf(url), part: "" })),
    ],
  };
};

/** What one job scrapes: a server of the stack, something outside, or something outside through a prober. */
function scraped(job: ScrapeJob, server: string, resolve: Resolve): Found {
  const says = `job ${job.job_name}`;
  const through = job.relabel_configs
    .filter(({ target_label }) => target_label === "__address__")
    .flatMap(({ replacement }) => (/[$]/.test(replacement) ? [] : (resolve(replacement) ?? [])));
  const [prober] = through;
  if (prober !== undefined)
    return {
      flows: [flow("probed", prober, "read", says), flow(prober, server, "scrape", says)],
      outside: [{ id: "probed", title: "probed from outside", part: job.job_name }],
    };
  const selected = job.kubernetes_sd_configs
    .flatMap(({ selectors }) => selectors)
    .flatMap(({ label }) =>
      /app\.kubernetes\.io\/instance=/.test(label)
        ? (/(?:^|,)app\.kubernetes\.io\/name=([\w.-]+)/.exec(label)?.[1] ?? [])
        : [],
    );
  const targets = job.static_configs.flatMap((each) => each.targets);
  const inside = [...selected, ...targets].map((each) => resolve(each));
  const known = [...new Set(inside.filter((each) => each !== undefined))];
  const strange = inside.includes(undefined) || inside.length === 0;
  return {
    flows: [
      ...known.map((from) => flow(from, server, "scrape", says)),
      ...(strange ? [flow("targets", server, "scrape", says)] : []),
    ],
    outside: strange ? [{ id: "targets", title: "targets outside", part: job.job_name }] : [],
  };
}

/** Ways in which data comes to a collector from outside, by the type of its receiver. */
const origins: Readonly<Record<string, readonly [id: string, title: string]>> = {
  file_log: ["log-files", "log files"],
  filelog: ["log-files", "log files"],
  otlp: ["otlp", "programs with OpenTelemetry"],
  journald: ["journal", "the systemd journal"],
  syslog: ["syslog", "syslog senders"],
};

/** What a collector receives and to whom it sends. */
export const collectorFlows: ReadFlows = (server, files, resolve) => {
  const text = files.get(`${server}/collector.yml`);
  if (text === undefined) return nothing;
  const { receivers, exporters } = readCollector(text);
  const from = Object.keys(receivers).map((name) => {
    const [type = name, own = ""] = name.split("/");
    const [id, title] = origins[type] ?? [`receiver:${type}`, type];
    return { id, title, part: own };
  });
  const to = Object.entries(exporters).flatMap(([name, settings]) =>
    leaves(settings)
      .filter(([path]) => /(^|\.)endpoint$/.test(path))
      .map(([, url]) => ({ name, url, id: resolve(url) ?? `remote:${hostOf(url)}` })),
  );
  return {
    flows: [
      ...from.map(({ id, title }) => flow(id, server, "send", title)),
      ...to.map(({ id, name }) => flow(server, id, "send", name)),
    ],
    outside: [
      ...from,
      ...to
        .filter(({ url }) => resolve(url) === undefined)
        .map(({ id, url }) => ({ id, title: hostOf(url), part: "" })),
    ],
  };
};

/** Whom Grafana asks. */
export const grafanaFlows: ReadFlows = (server, files, resolve) => {
  const text = files.get(`${server}/provisioning/datasources/observatory.yml`);
  if (text === undefined) return nothing;
  const all = readSources(text).datasources.filter(({ url }) => url !== "");
  const at = (url: string) => resolve(url) ?? `remote:${hostOf(url)}`;
  return {
    flows: all.map(({ name, url }) => flow(at(url), server, "read", `data source ${name}`)),
    outside: all
      .filter(({ url }) => resolve(url) === undefined)
      .map(({ url }) => ({ id: at(url), title: hostOf(url), part: "" })),
  };
};

/** Whom Alertmanager tells. A receiver without a way of telling is nobody. */
export const alertmanagerFlows: ReadFlows = (server, files) => {
  const text = files.get(`${server}/alertmanager.yml`);
  if (text === undefined) return nothing;
  const told = readReceivers(text).filter(({ ways }) => ways.length > 0);
  return {
    flows: told.map(({ name }) => flow(server, "people", "alert", `receiver ${name}`)),
    outside: told.map(({ name, ways }) => ({
      id: "people",
      title: "receivers",
      part: `${name} (${ways.join(", ")})`,
    })),
  };
};

/** Whom Thanos asks. */
export const endpointFlows: ReadFlows = (server, files, resolve) => {
  const text = files.get(`${server}/endpoints.yml`);
  if (text === undefined) return nothing;
  return {
    flows: readEndpoints(text).endpoints.flatMap(({ address }) => {
      const from = resolve(address);
      return from === undefined ? [] : [flow(from, server, "read", "queries")];
    }),
  };
};

/** To whom the ruler of Loki sends, and in which bucket logs are. */
export const lokiFlows: ReadFlows = (server, files, resolve) => {
  const text = files.get(`${server}/loki.yml`);
  if (text === undefined) return nothing;
  const all = leaves(readYaml(text));
  const buckets = all.flatMap(([path, bucket]) =>
    /^storage_config\.object_store\..*\bbucket(_name)?$/.test(path) ? [bucket] : [],
  );
  const ruled = all.flatMap(([path, url]) => {
    const to = path.startsWith("ruler.") && /url$/.test(path) ? resolve(url) : undefined;
    return to === undefined
      ? []
      : [flow(server, to, path.includes("alertmanager") ? "alert" : "send", "ruler")];
  });
  return {
    flows: [...ruled, ...buckets.map((name) => flow(server, `bucket:${name}`, "store", "logs"))],
    outside: buckets.map((name) => ({ id: `bucket:${name}`, title: "object storage", part: name })),
  };
};

/** Who writes blocks of samples to object storage, and who reads them there. */
export const storageFlows: ReadFlows = (server, files) => {
  const text = files.get(`${server}/object-storage.yml`);
  if (text === undefined) return nothing;
  const [name] = leaves(readYaml(text)).flatMap(([path, value]) => (/\bbucket$/.test(path) ? [value] : []));
  if (name === undefined) return nothing;
  const id = `bucket:${name}`;
  const writes = files.has(`${server}/prometheus.yml`);
  return {
    flows: [flow(writes ? server : id, writes ? id : server, "store", "blocks")],
    outside: [{ id, title: "object storage", part: name }],
  };
};

/** Whom a program is told of on its command line: "--docker=tcp://docker-socket-proxy:2375". */
export function argumentFlows(server: string, { inputs }: ReadResource, resolve: Resolve): Found {
  const all = argumentsOf(inputs).flatMap((argument) => {
    const [, option = "", address = ""] =
      /^-{1,2}([\w.-]+)=((?:\w+:\/\/)?[\w.-]+:\d+\S*)$/.exec(argument) ?? [];
    const from = address === "" ? undefined : resolve(address);
    return from === undefined || from === server ? [] : [flow(from, server, "read", option)];
  });
  return { flows: all };
}

function flow(from: string, to: string, kind: Flow["kind"], says: string): Flow {
  return { from, to, kind, says };
}

function hostOf(url: string): string {
  return url.replace(/^[\w+.-]+:\/\//, "").replace(/[/?#].*$/, "");
}
