import { deployDocker } from "../../platforms/docker";
import { type Workload } from "../../platforms/workload";
import { record } from "../../review/record";
import { type Registration } from "../../review/registration";
import { catalogue } from "../../stacks/catalogue";
import { describeFor } from "../../stacks/main";
import { parseSettings } from "../../stacks/parse-settings";
import { type Settings } from "../../stacks/settings";

/** Secrets of the test stack, with values that must show nowhere. */
export const secrets = {
  oncallUrl: "https://hooks.example.com/S3cretHook",
  ordersDbDsn: "postgresql://watcher:S3cretPassword@db.example.com:5432/orders?sslmode=require",
};

/** Settings of a Docker stack on which everything runs. */
export function settings(values: Readonly<Record<string, unknown>> = {}): Settings {
  return parseSettings({
    stack: "docker",
    values: {
      target: "docker",
      host: "gpu-1",
      gpu: true,
      demo: true,
      postgres: [{ name: "orders-db" }],
      receivers: { oncall: { kind: "webhook" } },
      routes: { critical: ["oncall"] },
      ...values,
    },
    secretKeys: Object.keys(secrets),
    catalogue,
  });
}

/** Workloads of the real stack for some settings. */
export function workloads(of: Settings = settings()): readonly Workload[] {
  return describeFor(of, { root: "/observatory", missing: [] }).stack.workloads;
}

/** What the Docker platform registers for some workloads. */
export function deployed(
  some: readonly Workload[],
  of: Settings = settings(),
): Promise<readonly Registration[]> {
  const config = Object.entries(secrets).map(([key, value]) => [`observatory:${key}`, value] as const);
  return record({
    stack: of.stack,
    config: Object.fromEntries(config),
    secretKeys: config.map(([key]) => key),
    program: async () => Object.fromEntries(deployDocker(some, of)),
  });
}

/** A container as far as tests look into it. */
export interface ContainerInputs {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly envs?: readonly string[];
  readonly start?: boolean;
  readonly user: string;
  readonly volumes?: readonly {
    readonly containerPath: string;
    readonly volumeName: string;
    readonly readOnly?: boolean;
  }[];
  readonly mounts?: readonly {
    readonly type: string;
    readonly source: string;
    readonly target: string;
    readonly readOnly: boolean;
    readonly bindOptions?: { readonly propagation: string };
  }[];
  readonly uploads?: readonly {
    readonly file: string;
    readonly content: string;
    readonly owner?: string;
    readonly group?: string;
    readonly permissions: string;
  }[];
  readonly labels: readonly { readonly label: string; readonly value: string }[];
  readonly ports?: readonly { readonly internal: number; readonly external: number; readonly ip: string }[];
  readonly healthcheck?: Readonly<Record<string, unknown>> & { readonly tests: readonly string[] };
  readonly [other: string]: unknown;
}

export interface Container extends Registration {
  readonly inputs: ContainerInputs & Registration["inputs"];
}

export function ofType(all: readonly Registration[], end: string): readonly Registration[] {
  return all.filter(({ type }) => type.endsWith(end));
}

/** Containers that run. */
export function servers(all: readonly Registration[]): readonly Container[] {
  return containers(all).filter(({ inputs }) => inputs.start !== false);
}

/** Containers that only carry files into volumes. */
export function carriers(all: readonly Registration[]): readonly Container[] {
  return containers(all).filter(({ inputs }) => inputs.start === false);
}

function containers(all: readonly Registration[]): readonly Container[] {
  return ofType(all, ":Container") as readonly Container[];
}

export function named<T extends Registration>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nothing of the name ${name} was registered`);
  return found;
}

/** One line for each container for which something does not hold, so that a failure names them all. */
export function except(some: readonly Container[], holds: (container: Container) => boolean): string[] {
  return some.filter((container) => !holds(container)).map(({ name }) => name);
}
