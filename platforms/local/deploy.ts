import * as pulumi from "@pulumi/pulumi";
import { portTable, portOf } from "../../components/ports";
import { type Settings } from "../../stacks/settings";
import { versions } from "../../stacks/versions";
import { programs } from "../../tools/programs";
import { generateSecrets, secretFile, type GeneratedSecrets } from "../secrets";
import { type Site, type Workload } from "../workload";
import { dynamicProvider } from "./dynamic-provider";
import { type ServerInputs } from "./server";
import { type SupervisorInputs } from "./supervisor-resource";

type Inputs<T> = { [K in keyof T]: pulumi.Input<T[K]> };

class Supervisor extends pulumi.dynamic.Resource {
  constructor(name: string, inputs: SupervisorInputs, options: pulumi.CustomResourceOptions) {
    super(
      dynamicProvider("supervisor"),
      name,
      { ...inputs, running: undefined },
      options,
      "local",
      "Supervisor",
    );
  }
}

class Server extends pulumi.dynamic.Resource {
  constructor(name: string, inputs: Inputs<ServerInputs>, options: pulumi.CustomResourceOptions) {
    super(dynamicProvider("server"), name, { ...inputs, running: undefined }, options, "local", "Server");
  }
}

/** Runs each workload as a supervised process of this machine. */
export function deployLocal(
  workloads: readonly Workload[],
  settings: Settings,
  site: Site,
  root: string,
): GeneratedSecrets {
  const parent = new pulumi.ComponentResource("observatory:platform:Local", "local", {});
  const stack = settings.stack;
  const supervisor = new Supervisor("supervisor", { root, stack }, { parent });
  const generated = generateSecrets(workloads, settings.stack, parent);
  const servers = new Map<string, Server>();
  for (const workload of inStartOrder(workloads)) {
    const dependsOn = [supervisor, ...(workload.after ?? []).flatMap((name) => servers.get(name) ?? [])];
    const options = { parent, dependsOn, additionalSecretOutputs: ["secrets"] };
    servers.set(
      workload.name,
      new Server(workload.name, serverInputs(workload, settings, site, root, generated), options),
    );
  }
  return generated;
}

function serverInputs(
  workload: Workload,
  settings: Settings,
  site: Site,
  root: string,
  generated: GeneratedSecrets,
): Inputs<ServerInputs> {
  const files = [...(workload.files ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  const secrets = workload.secrets ?? [];
  const table = portTable(settings);
  return {
    root,
    stack: settings.stack,
    name: workload.name,
    program: programWithVersion(workload),
    args: [...workload.args],
    env: { ...workload.env },
    files: Object.fromEntries(files.map(({ name, content }) => [name, content])),
    onChange: Object.fromEntries(
      files.filter(({ onChange }) => onChange !== "restart").map(({ name, onChange }) => [name, onChange]),
    ),
    secrets: pulumi.secret(
      pulumi
        .all(secrets.map((secret) => secretFile(secret, generated)))
        .apply((values) => Object.fromEntries(secrets.map(({ name }, index) => [name, values[index] ?? ""]))),
    ),
    data: workload.data !== undefined,
    ports: Object.keys(workload.ports)
      .sort()
      .map((port) => portOf(table, workload.name, port) + settings.portOffset),
    health: {
      url: `${site.url(workload.name, workload.health.port)}${workload.health.path}`,
      withinSeconds: workload.health.withinSeconds ?? 60,
    },
    reload: reloadOf(workload, site),
    stopGraceSeconds: workload.stopGraceSeconds ?? 30,
  };
}

function reloadOf({ name, reload }: Workload, site: Site): ServerInputs["reload"] {
  if (reload === undefined) return null;
  const { port, path, metric } = reload.confirm;
  return { signal: reload.signal, url: `${site.url(name, port)}${path}`, metric };
}

function programWithVersion({ server }: Workload): string {
  const name = versions[server].program ?? server;
  const version = programs.get(name)?.version;
  return version === undefined ? name : `${name} ${version}`;
}

/** Workloads behind those that they start after. Throws for a circle. */
export function inStartOrder(workloads: readonly Workload[]): Workload[] {
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  const ordered = new Set<Workload>();
  const visit = (workload: Workload, path: readonly string[]): void => {
    if (path.includes(workload.name))
      throw new Error(`workloads wait for each other: ${[...path, workload.name].join(" → ")}`);
    for (const name of workload.after ?? []) {
      const before = byName.get(name);
      if (before !== undefined) visit(before, [...path, workload.name]);
    }
    ordered.add(workload);
  };
  for (const workload of workloads) visit(workload, []);
  return [...ordered];
}
