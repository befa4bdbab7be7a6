/** What parts of Kubernetes may tell besides what was recorded, by the list that Kubernetes keeps of its own metrics. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { controlPlaneJobs } from "../../components/cluster-control-plane";
import { nodeJobs } from "../../components/cluster-nodes";
import { type Settings } from "../../stacks/settings";
import { moduleFolder } from "./cadvisor-source";
import { contractText, type Described, documentedLine, family, stored } from "./documented";
import { parseExposition } from "./exposition";

const version = "k8s.io/kubernetes@v1.36.4";
const list = "test/instrumentation/documentation/documentation-list.yaml";

/** Parts that are scraped, whose job is called as they are. */
const parts = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet"] as const;

interface Entry {
  readonly name: string;
  readonly namespace?: string;
  readonly subsystem?: string;
  readonly help?: string;
  readonly type: string;
  readonly labels?: readonly string[];
  readonly constLabels?: Readonly<Record<string, string>>;
  readonly componentEndpoints?: readonly { readonly component: string; readonly endpoint: string }[];
}

/** Metrics that come up with an event, a setting or a feature that the recording had not, as contracts by file. */
export function kubernetesContracts(settings: Settings): Readonly<Record<string, string>> {
  const entries = parse(readFileSync(join(moduleFolder(version), list), "utf8")) as readonly Entry[];
  const jobs = [...nodeJobs(settings), ...controlPlaneJobs(settings)];
  return Object.fromEntries(
    parts.map((part) => {
      const job = jobs.find((each) => each.job === part);
      if (job === undefined) throw new Error(`No job ${part} scrapes the cluster`);
      const recorded = new Set(
        parseExposition(readFileSync(join(__dirname, `${part}.prom`), "utf8"))
          .filter(({ samples }) => samples.length > 0)
          .map(({ name }) => name),
      );
      const further = entries
        .filter(({ componentEndpoints = [] }) =>
          componentEndpoints.some(({ component, endpoint }) => component === part && endpoint === "/metrics"),
        )
        .map(described)
        .filter(({ name }) => !recorded.has(name));
      const first = documentedLine(`${version}, ${list}: what the recorded ${part}.prom has not`);
      return [`${part}-further.prom`, first + contractText(stored(further.map(family), job.metricRelabel))];
    }),
  );
}

const types: Readonly<Record<string, Described["type"]>> = {
  Counter: "counter",
  Custom: "untyped",
  Gauge: "gauge",
  Histogram: "histogram",
  Summary: "summary",
  TimingRatioHistogram: "histogram",
};

function described(entry: Entry): Described {
  const type = types[entry.type];
  if (type === undefined)
    throw new Error(`${entry.name} is a ${entry.type}; say in kubernetes-list.ts what that is`);
  return {
    name: [entry.namespace, entry.subsystem, entry.name]
      .filter((part) => part !== undefined && part !== "")
      .join("_"),
    type,
    help: (entry.help ?? "").replace(/\s+/g, " "),
    labels: [...(entry.labels ?? []), ...Object.keys(entry.constLabels ?? {})],
    quantiles: ["0.5", "0.9", "0.99"],
  };
}
