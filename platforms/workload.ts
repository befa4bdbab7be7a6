/**
 * The types that components, rules, dashboards and platforms share. All of it is plain data:
 * no Pulumi resource and no `Output` appears here, so that everything renders offline.
 */

import { type Dashboard } from "../dashboards/model/dashboard";
import { type ServerName } from "../stacks/versions";
import { type Rules } from "../rules/rule";

/** One server that has to run. A platform turns it into a supervised process, a container or a pod. */
export interface Workload {
  /** Unique on its stack; the DNS name on platforms that have one. Never changes once released: data hangs on it. */
  readonly name: string;
  /** Which program runs; image and Go module are found in stacks/versions.ts. */
  readonly server: ServerName;
  /** Arguments, each one literal: no shell ever reads them. */
  readonly args: readonly string[];
  /** Plain environment variables. Never secrets: see `secrets`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration files, in the workload's own configuration folder. */
  readonly files?: readonly ConfigFile[];
  /** Secret values, each written to a file that only the server may read. */
  readonly secrets?: readonly SecretFile[];
  /** Keeps data across restarts and re-deployments; protected against deletion. */
  readonly data?: DataVolume;
  /** Ports by name, as the server numbers them by default. A platform may shift them (see `Place.listen`). */
  readonly ports: Readonly<Record<string, number>>;
  /** How to learn that the server works. */
  readonly health: HealthCheck;
  /** How the server takes up files whose `onChange` is "reload". Required when it has such files. */
  readonly reload?: Reload;
  /** Time the server gets to write its data and end, in seconds. @default 30 */
  readonly stopGraceSeconds?: number;
  /** Memory limit, for example "512Mi". The local platform does not limit: it runs as the user's own processes. */
  readonly memory?: Size;
  /** Linux capabilities that the server needs beyond none (`CAP_NET_RAW`). Local: the user's own rights apply. */
  readonly capabilities?: readonly string[];
  /** Parts of the host that the server reads. Local: the server sees the host as it is. */
  readonly host?: HostAccess;
  /** Workloads of this stack that have to be healthy first. */
  readonly after?: readonly string[];
}

/** A configuration file as the server will see it. */
export interface ConfigFile {
  /** Path below the workload's configuration folder, for example "rules/host.yml". */
  readonly name: string;
  readonly content: string;
  /** "reload" if the running server can take up a new version, else "restart"; "watched" if the server notices itself. */
  readonly onChange: "reload" | "restart" | "watched";
}

/** How a server is told to read its files again, and how it tells that it did. Signals need no endpoint that others could call. */
export interface Reload {
  readonly signal: "SIGHUP";
  /** A metric of the server that holds the time of its last successful reload, in seconds. */
  readonly confirm: { readonly port: string; readonly path: string; readonly metric: string };
  /**
   * True where the server also looks for changes itself every now and then. Docker cannot send signals through its
   * provider: it leaves such a server to itself and replaces the container of any other. Local signals in any case.
   * @default false
   */
  readonly watches?: boolean;
}

/** A secret on its way into a file. `value` is evaluated by the platform, the only place where secrets are in clear. */
export interface SecretFile {
  /** File name in the workload's secrets folder; `Place.secret(name)` is its path. */
  readonly name: string;
  readonly from: SecretSource;
  /** Turns the stored secret into the text of the file, for example the password part of a DSN. @default as stored */
  readonly part?: (secret: string) => string;
}

/** A secret of the stack's configuration (`pulumi config set --secret KEY`), or one that is made once and kept in the state. */
export type SecretSource = { readonly config: string } | { readonly generated: string };

export interface DataVolume {
  /** Expected size: a request on platforms that have volumes of a size. */
  readonly size: Size;
}

export interface HealthCheck {
  readonly port: string;
  /** Answers 2xx when the server works. */
  readonly path: string;
  /** Longest time from start to healthy, in seconds. @default 60 */
  readonly withinSeconds?: number;
}

/** What a host-level server sees of its host. */
export interface HostAccess {
  /** Host paths, mounted read-only at the given path. */
  readonly mounts?: readonly {
    readonly from: string;
    readonly to: string;
    readonly propagation?: "rslave";
  }[];
  readonly pid?: boolean;
  readonly network?: boolean;
  /** All GPUs of the host. */
  readonly gpus?: boolean;
  /** User and group that the server needs for it, for example "0:0". Each use says why at its place. */
  readonly user?: string;
}

/** Memory or disk, in binary units. */
export type Size = `${number}${"Mi" | "Gi" | "Ti"}`;

/** A time span as Prometheus and the settings write it. */
export type Duration = `${number}${"ms" | "s" | "m" | "h" | "d" | "w" | "y"}`;

/** A set of targets of one kind. The platform knows the addresses. */
export interface ScrapeJob {
  /** Value of the label `job`. */
  readonly job: string;
  /** Name of the scrape configuration where it is not that of the job: several configurations may form one job. @default job */
  readonly name?: string;
  /** Port of this workload by name; or leave out and give `targets`. */
  readonly port?: string;
  /** Label `instance` of this workload's own target. @default name of the workload */
  readonly instance?: string;
  /** Targets outside of this stack, as host:port, with the `instance` that they shall have. */
  readonly targets?: readonly { readonly address: string; readonly instance: string }[];
  /** @default "/metrics" */
  readonly path?: string;
  /** @default the stack's scrape interval */
  readonly interval?: Duration;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  /** Labels for all targets of the job. */
  readonly labels?: Readonly<Record<string, string>>;
  /** True where the targets are looked up through an exporter (blackbox): address becomes `__param_target`. */
  readonly through?: boolean;
  /** Prometheus relabelling of scraped series, in Prometheus' own form. */
  readonly metricRelabel?: readonly Readonly<Record<string, unknown>>[];
}

/** What a component gives: how to run its server, how to scrape it, and what it adds to alerts and dashboards. */
export interface Component {
  readonly workload: Workload;
  readonly scrape: readonly ScrapeJob[];
  readonly rules: readonly Rules[];
  readonly dashboards: readonly Dashboard[];
}

/** Where things lie and how they are reached on one target. Given to components as data about their surroundings. */
export interface Site {
  readonly target: "local" | "docker";
  /** Paths and addresses as seen by the workload itself. */
  place(workload: string): Place;
  /** Address "host:port" of a port of another workload, as seen from inside the stack. */
  address(workload: string, port: string): string;
  /** `http://` + address. */
  url(workload: string, port: string): string;
  /** Address under which the person who runs the stack reaches a port, for links. */
  publicUrl(workload: string, port: string): string;
  /** Where host-level servers find the host's own file system: "" on local, "/host" in a container. */
  readonly hostRoot: string;
  /** False for a server that this place cannot run; its component is then left out. */
  runs(server: ServerName): boolean;
  /** Where the platform puts what servers print, for the Collector: files by pattern, one entry a line. */
  readonly serverLogs: { readonly files: readonly string[]; readonly format: "plain" | "docker-json" };
}

export interface Place {
  /** Path of a configuration file. */
  file(name: string): string;
  /** Folder of the configuration files. */
  readonly config: string;
  /** Folder that survives restarts. */
  readonly data: string;
  /** Path of a secret file. */
  secret(name: string): string;
  /** What the server passes as listen address: "127.0.0.1:9090" on local, ":9090" in a container. */
  listen(port: string): string;
  /** Address for calls of the workload to itself. */
  self(port: string): string;
}
