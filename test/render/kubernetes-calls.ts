/** Who calls whom in a stack, as the servers are told of it: read from what they are started and configured with. */
import { parse } from "yaml";
import { portName } from "../../platforms/kubernetes/names";
import { type Workload } from "../../platforms/workload";
import { type Stack } from "../../stacks/observatory";

/** A call of a workload at another, by port number: "prometheus → loki:3100". */
export type CallText = `${string} → ${string}:${number}`;

/** Every call that the description of a stack states: what Prometheus scrapes, and what a workload says itself. */
export function statedCalls({ workloads, jobs }: Stack): readonly CallText[] {
  const at = (from: string, to: string, port: string): CallText =>
    `${from} → ${to}:${numberOf(workloads, to, port)}`;
  const [first, ...further] = workloads
    .filter(({ server }) => server === "prometheus")
    .map(({ name }) => name)
    .sort();
  const scraped = jobs.flatMap(({ workload, job: { discover, port, shards = "first" } }) =>
    port === undefined || discover !== undefined
      ? []
      : [first ?? "", ...(shards === "first" ? [] : further)].map((name) => at(name, workload, port)),
  );
  const called = workloads.flatMap(({ name, calls = [] }) =>
    calls.flatMap((call) => ("workload" in call ? [at(name, call.workload, call.port)] : [])),
  );
  return [...new Set([...scraped, ...called])].sort();
}

/** Every call that stands in arguments, variables and files: addresses, and what Prometheus finds by itself. */
export function configuredCalls({ settings, workloads }: Stack): readonly CallText[] {
  const { namespace } = settings.kubernetes;
  const address = new RegExp(`([a-z0-9-]+)\\.${namespace}(?:-hosts)?\\.svc:(\\d+)`, "g");
  const calls = workloads.flatMap((workload): CallText[] => {
    const { name } = workload;
    const addressed = [...textOf(workload).matchAll(address)].flatMap(
      ([, service = "", port]): CallText[] => {
        // Under which address others reach a server is told to itself as well; its members have names of their own.
        if (service === name) return [];
        return [`${name} → ${service.replace(/-headless$/, "")}:${Number(port)}`];
      },
    );
    return [
      ...addressed,
      ...found(workload).map(
        ({ from = name, to, port }): CallText => `${from} → ${to}:${numberOf(workloads, to, port)}`,
      ),
    ];
  });
  return [...new Set(calls)].sort();
}

/** All that a server and those beside it are told. Rules and dashboards hold links, which people follow. */
function textOf({ args, env = {}, files = [], sidecars = [] }: Workload): string {
  const told = files.filter(({ name }) => !/^(rules|dashboards)\//.test(name));
  return [
    ...args,
    ...Object.values(env),
    ...sidecars.flatMap((one) => [...one.args, ...Object.values(one.env ?? {})]),
    ...told.map(({ content }) => content),
  ].join("\n");
}

interface Found {
  readonly kubernetes_sd_configs?: readonly { readonly selectors?: readonly { readonly label?: string }[] }[];
  readonly relabel_configs?: readonly {
    readonly action?: string;
    readonly source_labels?: readonly string[];
    readonly regex?: string;
    readonly target_label?: string;
    readonly replacement?: string;
  }[];
}

/** A call at a server that is found by its labels. */
interface FoundCall {
  /** The exporter that Prometheus asks to make it; none where it makes the call itself. */
  readonly from?: string;
  readonly to: string;
  readonly port: string;
}

/** Workloads of the stack that a Prometheus finds by their labels, with the name of the port that it keeps. */
function found({ files = [], server }: Workload): readonly FoundCall[] {
  const text = files.find(({ name }) => name === "prometheus.yml")?.content;
  if (server !== "prometheus" || text === undefined) return [];
  const { scrape_configs: scrapes, alerting } = parse(text) as {
    readonly scrape_configs: readonly Found[];
    readonly alerting: { readonly alertmanagers: readonly Found[] };
  };
  return [...scrapes, ...alerting.alertmanagers].flatMap((one) =>
    (one.kubernetes_sd_configs ?? [])
      .flatMap(({ selectors = [] }) => selectors)
      .flatMap(({ label = "" }) => /app\.kubernetes\.io\/name=([a-z0-9-]+)/.exec(label)?.[1] ?? [])
      .map((to) => ({ ...through(one), to, port: keptPort(one) })),
  );
}

/** Where the address becomes a parameter, another server is called with it. */
function through({ relabel_configs: relabel = [] }: Found): Pick<FoundCall, "from"> {
  if (!relabel.some(({ target_label: label }) => label === "__param_target")) return {};
  const asked = relabel.find(({ target_label: label }) => label === "__address__")?.replacement;
  const from = asked?.split(".")[0];
  if (from === undefined) throw new Error("a target is asked about, and nobody is asked");
  return { from };
}

function keptPort({ relabel_configs: relabel = [] }: Found): string {
  const keep = relabel.find(
    ({ action, source_labels: labels = [] }) =>
      action === "keep" && labels[0] === "__meta_kubernetes_pod_container_port_name",
  );
  return keep?.regex ?? "";
}

/** Number of a port by either of its names, of a workload or what runs beside it. */
function numberOf(workloads: readonly Workload[], name: string, port: string): number {
  const workload = workloads.find((one) => one.name === name);
  const all = [workload?.ports ?? {}, ...(workload?.sidecars ?? []).map(({ ports }) => ports)];
  const entry = all
    .flatMap((ports) => Object.entries(ports))
    .find(([own]) => own === port || portName(own) === port);
  if (entry === undefined) throw new Error(`${name} has no port ${port}`);
  return entry[1];
}
