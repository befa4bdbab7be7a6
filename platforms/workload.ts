/**
 * The types that components, rules, dashboards and platforms share. All of it is plain data:
 * no Pulumi resource and no `Output` appears here, so that everything renders offline.
 */

import { type ServerName } from "../stacks/versions";

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
  /** Names of ports that take UDP as well as TCP (gossip). Local and Docker run one of each server, which has no peers. */
  readonly udpPorts?: readonly string[];
  /** How to learn that the server works. */
  readonly health: HealthCheck;
  /** How the server takes up files whose `onChange` is "reload". Required when it has such files. */
  readonly reload?: Reload;
  /** Time the server gets to write its data and end, in seconds. @default 30 */
  readonly stopGraceSeconds?: number;
  /** Memory limit, for example "512Mi". The local platform does not limit: it runs as the user's own processes. */
  readonly memory?: Size;
  /**
   * CPU that is kept free for the server, in thousandths of a core: "250m". No platform limits the CPU, which would
   * slow a server down in the moment in which it is needed most. Kubernetes reserves it; the others have one host.
   */
  readonly cpu?: Cpu;
  /** How many run at the same time, on different hosts. Local and Docker have one host and run one. @default 1 */
  readonly replicas?: number;
  /** One on each host, or on each host with all of these labels. Local and Docker have one host. @default any host */
  readonly eachHost?: { readonly labels: Readonly<Record<string, string>> };
  /** Servers that run beside this one in the same pod. Kubernetes only: no other place is described with one. */
  readonly sidecars?: readonly Sidecar[];
  /** Variables that the platform fills in for each member. Kubernetes only: no other place is described with one. */
  readonly memberEnv?: readonly MemberVariable[];
  /** What the server asks of the Kubernetes API. Without meaning on other platforms, which have none. */
  readonly clusterAccess?: readonly ClusterAccess[];
  /**
   * Whom the server calls, besides the targets that Prometheus scrapes (those follow from the scrape jobs). Kubernetes
   * lets it reach nobody else; the other platforms do not divide the network of a stack.
   */
  readonly calls?: readonly Call[];
  /** Port that people reach from outside of the cluster, through its ingress. Only Grafana has one. */
  readonly entry?: string;
  /** Ports that any pod of the cluster may call: where services send their logs and traces. Kubernetes only. */
  readonly open?: readonly string[];
  /** The server pings hosts. Kubernetes allows it without a capability; Docker does so by itself, and local has none to give. */
  readonly ping?: boolean;
  /** Linux capabilities that the server needs beyond none (`CAP_NET_RAW`). Local: the user's own rights apply. */
  readonly capabilities?: readonly string[];
  /** Parts of the host that the server reads. Local: the server sees the host as it is. */
  readonly host?: HostAccess;
  /** Workloads of this stack that have to be healthy first. */
  readonly after?: readonly string[];
}

/** CPU in thousandths of a core. */
export type Cpu = `${number}m`;

/** Name, address and host of the pod that a server runs in. */
export type MemberVariable = "POD_NAME" | "POD_IP" | "NODE_NAME";

/** A server that runs beside another, in the same pod: it shares its address, and the volumes that it names. */
export interface Sidecar {
  readonly name: string;
  readonly server: ServerName;
  readonly args: readonly string[];
  /** Plain environment variables. Never secrets. */
  readonly env?: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, number>>;
  readonly health: HealthCheck;
  /** Volumes of the workload that it sees at the same paths; data is writable. */
  readonly shares: readonly ("config" | "data" | "secrets")[];
  readonly memory: Size;
  readonly cpu: Cpu;
}

/** A right at the Kubernetes API: in one namespace where it is given, else in all. */
export type ClusterAccess =
  | {
      readonly namespace?: string;
      readonly apiGroups: readonly string[];
      readonly resources: readonly string[];
      readonly verbs: readonly string[];
    }
  | { readonly nonResourceURLs: readonly string[]; readonly verbs: readonly string[] };

/** Whom a server calls: a port of a workload of this stack, or something outside of it. */
export type Call =
  | { readonly workload: string; readonly port: string }
  | {
      /** Who it is, in words. */
      readonly outside: string;
      /** TCP ports; "any" where they are not known beforehand. */
      readonly ports: readonly number[] | "any";
    };

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
  readonly part?: (secret: string, ...further: readonly string[]) => string;
  /** What `part` makes, in words, for who writes the file by hand: "the user of the DSN". Required with `part`. */
  readonly words?: string;
  /** More secrets of which `part` makes the one text, after that of `from`: a file that holds a name and a key. */
  readonly further?: readonly SecretSource[];
}

/**
 * A secret of the stack's configuration (`pulumi config set --secret KEY`), one that is made once and kept in the state,
 * or a part of a server's certificate, which the stack's own authority issues.
 */
export type SecretSource =
  | { readonly config: string }
  | { readonly generated: string }
  | { readonly certificate: Identity; readonly is: "authority" | "certificate" | "key" };

/** Whose a certificate is. */
export interface Identity {
  /** Name of the workload; it is the common name as well. */
  readonly name: string;
  /** DNS names under which it is called, wildcards included. */
  readonly names: readonly string[];
}

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
  /**
   * How Kubernetes asks: "https" for a server that speaks TLS, "tcp" for one that wants a password first, which the
   * host's kubelet has not. The other platforms have neither. @default "http"
   */
  readonly by?: "http" | "https" | "tcp";
  /** Command inside of the image that answers 0 when the server is ready; Kubernetes runs it instead of asking. */
  readonly command?: readonly string[];
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

/** How Prometheus finds targets in a Kubernetes cluster, in Prometheus' own form. */
export interface Discovery {
  readonly role: "node" | "pod" | "endpointslice" | "service";
  /** @default all namespaces */
  readonly namespaces?: readonly string[];
  /** Asked of the API, so that what is not wanted is not even listed. */
  readonly selectors?: readonly {
    readonly role: "node" | "pod" | "endpointslice" | "service";
    readonly label?: string;
    readonly field?: string;
  }[];
  /** Chooses targets and names them; in Prometheus' own form. */
  readonly relabel: readonly Readonly<Record<string, unknown>>[];
}

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
  /** Targets that Prometheus finds by itself, instead of `port` and `targets`. Kubernetes only. */
  readonly discover?: Discovery;
  /** How the targets are spoken to where it is not plain HTTP, as keys of a scrape configuration (scheme, tls_config …). */
  readonly client?: Readonly<Record<string, unknown>>;
  /** Labels that the target gives win over those of the scrape. @default false */
  readonly honorLabels?: boolean;
  /**
   * With more than one shard of Prometheus: scraped by the first alone, by every shard (so that what is joined with it
   * finds it everywhere), or split among them by target. @default "first"
   */
  readonly shards?: "first" | "every" | "split";
  /** True where having no target is right, so that nobody is told of it. @default false */
  readonly mayBeEmpty?: boolean;
}

/** What a component gives: how to run its server, and how to scrape it. Rules follow from what there is: rules/capability.ts. */
export interface Component {
  readonly workload: Workload;
  readonly scrape: readonly ScrapeJob[];
}

/** Where things lie and how they are reached on one target. Given to components as data about their surroundings. */
export interface Site {
  readonly target: "local" | "docker" | "kubernetes";
  /** Paths and addresses as seen by the workload itself. */
  place(workload: string): Place;
  /** Address "host:port" of a port of another workload, as seen from inside the stack. */
  address(workload: string, port: string): string;
  /** `http://` + address. */
  url(workload: string, port: string): string;
  /** Address of each of the replicas of a workload by itself; where there is one host, of the one. */
  members(workload: string, port: string, replicas: number): readonly string[];
  /**
   * How Prometheus finds all members of a workload, where their addresses are not known beforehand; each gets the label
   * `instance`. Undefined where `address` is where it is.
   */
  discovery(workload: string, port: string): Discovery | undefined;
  /** Address under which the person who runs the stack reaches a port, for links. */
  publicUrl(workload: string, port: string): string;
  /** Where host-level servers find the host's own file system: "" on local, "/host" in a container. */
  readonly hostRoot: string;
  /** False for a server that this place cannot run; its component is then left out. */
  runs(server: ServerName): boolean;
  /**
   * Whose certificate a workload has, where servers call each other over a network that others use as well. Undefined
   * where they all are on one host, and speak in clear.
   */
  readonly identity?: (workload: string) => Identity;
  /** Where the platform puts what servers print, for the Collector: files by pattern, one entry a line. */
  readonly serverLogs: {
    readonly files: readonly string[];
    readonly format: "plain" | "docker-json" | "kubernetes";
  };
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
