import { beforeAll, describe, expect, it } from "vitest";
import { headlessName, portName } from "../../../platforms/kubernetes/names";
import { type Workload } from "../../../platforms/workload";
import { apply, expectSuccess, theCluster } from "./cluster";
import { eventually, list, matches, type Stored } from "./objects";
import { runAll } from "./running";
import { namespacesOf, objects, stack } from "./stacks";

const cluster = theCluster();

/** Where each port of each service leads: "grafana http/TCP" → "198.18.0.7:3000". */
type Leads = Readonly<Record<string, string>>;

describe.each(["everything", "large"])("the services of the stack %s, when all pods run,", (variant) => {
  const name = `services-${variant}`;
  const [namespace] = namespacesOf(name);
  const workloads = stack(variant, name).workloads.filter(({ eachHost }) => eachHost === undefined);
  let addresses: ReadonlyMap<string, string>;

  beforeAll(async () => {
    expectSuccess(apply(cluster, objects(variant, name)));
    addresses = await runAll(cluster, namespace);
  }, 120_000);

  it(
    "lead to the pods of their workload and to no other, at the ports on which these listen",
    { timeout: 40_000 },
    async () => {
      const pods = list(cluster, "pods", namespace);
      const wanted = Object.assign({}, ...workloads.map((one) => leadsTo(one, pods, addresses))) as Leads;
      // Each pod is called by somebody.
      expect(Object.keys(wanted).length).toBeGreaterThan(workloads.length);
      for (const address of addresses.values())
        expect(Object.values(wanted).join(" ")).toContain(`${address}:`);
      const seen = await eventually(
        () => leads(list(cluster, "endpointslices", namespace) as readonly Slice[]),
        (found) => Object.keys(wanted).every((port) => found[port] === wanted[port]),
      );
      expect(seen).toEqual(wanted);
    },
  );
});

/** What a workload is called under: by name, and each member by its own where it has data. */
function leadsTo(workload: Workload, pods: readonly Stored[], addresses: ReadonlyMap<string, string>): Leads {
  const { name, data, ports, udpPorts = [], sidecars = [] } = workload;
  const own = pods
    .filter(({ metadata }) => matches(metadata.labels, { "app.kubernetes.io/name": name }))
    .map(({ metadata }) => addresses.get(metadata.name) ?? "");
  const all = [ports, ...sidecars.map((one) => one.ports)].flatMap((some) => Object.entries(some));
  const services = data === undefined ? [name] : [name, headlessName(name)];
  return Object.fromEntries(
    services.flatMap((service) =>
      all.flatMap(([port, number]) => [
        [`${service} ${portName(port)}/TCP`, at(own, number)],
        ...(udpPorts.includes(port) ? [[`${service} ${portName(port)}-udp/UDP`, at(own, number)]] : []),
      ]),
    ),
  ) as Leads;
}

const at = (addresses: readonly string[], port: number): string =>
  addresses
    .map((address) => `${address}:${port}`)
    .sort()
    .join(" ");

/** What the controller has found out about a service. */
interface Slice extends Stored {
  readonly endpoints: readonly { readonly addresses: readonly string[] }[] | null;
  readonly ports:
    readonly { readonly name: string; readonly port: number; readonly protocol: string }[] | null;
}

function leads(slices: readonly Slice[]): Leads {
  return Object.fromEntries(
    slices.flatMap(({ metadata, endpoints, ports }) =>
      (ports ?? []).map(({ name, port, protocol }) => [
        `${metadata.labels?.["kubernetes.io/service-name"]} ${name}/${protocol}`,
        at(
          (endpoints ?? []).flatMap((one) => one.addresses),
          port,
        ),
      ]),
    ),
  );
}
