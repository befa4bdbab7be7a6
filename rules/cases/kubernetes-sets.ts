/** Cases of the alerts on StatefulSets and DaemonSets. */
import { fires, quiet, type Series } from "./case";
import { state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter, steps } from "./series";

export const times = {
  daemonSetMissing: { for: "15m", keepFiringFor: "5m" },
  daemonSetRollout: { for: "30m", keepFiringFor: "5m" },
  misscheduled: { for: "1h", keepFiringFor: "5m" },
  notScheduled: { for: "10m", keepFiringFor: "5m" },
  statefulSetDown: { for: "5m", keepFiringFor: "5m" },
  statefulSetMissing: { for: "15m", keepFiringFor: "5m" },
  statefulSetRollout: { for: "30m", keepFiringFor: "5m" },
} as const satisfies Readonly<Record<string, Timing>>;

const db = { namespace: "shop", statefulset: "db" } as const;
const queue = { namespace: "shop", statefulset: "queue" } as const;

const replicas = (wanted: string | number, available: string | number, of: object = db): Series => ({
  ...state("kube_statefulset_replicas", { ...of }, wanted),
  ...state("kube_statefulset_status_replicas_available", { ...of }, available),
});

const updated = (values: string | number, of: object = db): Series =>
  state("kube_statefulset_status_replicas_updated", { ...of }, values);

const falls = steps([
  ["10m", 2],
  ["4h", 0],
]);

export const statefulSetDown = [
  ...proof(times.statefulSetDown, {
    over: 0,
    under: 1,
    since: "15s",
    series: (values) => ({
      ...replicas(
        3,
        values.replace(/^0x(\d+)/, (_, count: string) => `2 0x${Number(count) - 1}`),
      ),
      ...replicas(3, 1, queue),
    }),
    labels: db,
    text: {
      summary: "shop/db: no replica is available",
      description:
        "The StatefulSet db has had no available replica for 5 minutes, and had some within the last day. What it stores cannot be read or written.",
    },
  }),
  quiet("it was never available", { series: replicas(3, 0), at: "1h" }),
  quiet("nobody wants a replica", { series: replicas(0, falls), at: "1h" }),
];

export const statefulSetMissing = [
  ...proof(times.statefulSetMissing, {
    over: 2,
    under: 3,
    series: (values) => ({
      ...replicas(3, values),
      ...updated(3),
      ...replicas(3, 3, queue),
      ...updated(3, queue),
    }),
    labels: db,
    text: {
      summary: "shop/db: 1 replicas are missing",
      description:
        "The StatefulSet db has had fewer available replicas than it should for 15 minutes, and no rollout is under way. Each replica has data of its own: a quorum may be at stake.",
    },
  }),
  quiet("a rollout gets on", {
    series: { ...replicas(3, 2), ...updated(counter([["2h", 1 / 300]])) },
    at: "1h",
  }),
  quiet("no replica is left, which has an alert of its own", {
    series: { ...replicas(2, falls), ...updated(2) },
    at: "1h",
  }),
  fires("it was never available", { series: { ...replicas(2, 0), ...updated(2) }, at: "1h", labels: [db] }),
];

const revisions = (current: string, update: string): Series => ({
  ...state("kube_statefulset_status_current_revision", { ...db, revision: current }, 1),
  ...state("kube_statefulset_status_update_revision", { ...db, revision: update }, 1),
});

export const statefulSetRollout = [
  ...proof(times.statefulSetRollout, {
    over: 2,
    under: 3,
    // A replica that takes the change is progress, for 10 minutes.
    series: (values) => ({ ...replicas(3, 3), ...updated(values), ...revisions("db-1", "db-2") }),
    labels: db,
    text: {
      summary: "shop/db: the rollout does not get on, 1 replicas are old",
      description:
        "The StatefulSet db was changed, and for 30 minutes no further replica has taken the change. Replicas are replaced one by one: the first that does not become ready stops all others.",
    },
  }),
  quiet("no change was made", {
    series: { ...replicas(3, 2), ...updated(2), ...revisions("db-1", "db-1") },
    at: "1h",
  }),
  quiet("it gets on", {
    series: { ...replicas(30, 30), ...updated(counter([["2h", 1 / 300]])), ...revisions("db-1", "db-2") },
    at: "1h",
  }),
];

const agent = { namespace: "system", daemonset: "agent" } as const;
const proxy = { namespace: "system", daemonset: "proxy" } as const;

const nodes = (what: string, values: string | number, of: object = agent): Series =>
  state(`kube_daemonset_status_${what}`, { ...of }, values);

export const daemonSetMissing = [
  ...proof(times.daemonSetMissing, {
    over: 4,
    under: 5,
    since: "0s",
    series: (values) => ({
      ...nodes("desired_number_scheduled", 5),
      ...nodes("number_available", values),
      ...nodes("desired_number_scheduled", 5, proxy),
      ...nodes("number_available", 5, proxy),
    }),
    labels: agent,
    text: {
      summary: "system/agent is not available on 1 nodes",
      description:
        "For 15 minutes pods of the DaemonSet agent have not been available on nodes where they should run. What it does for a node, network, storage or collection of logs, is missing there.",
    },
  }),
  quiet("more become available all the time", {
    series: {
      ...nodes("desired_number_scheduled", 50),
      ...nodes("number_available", counter([["2h", 1 / 300]])),
    },
    at: "1h",
  }),
];

export const notScheduled = proof(times.notScheduled, {
  over: 4,
  under: 5,
  series: (values) => ({
    ...nodes("desired_number_scheduled", 5),
    ...nodes("current_number_scheduled", values),
    ...nodes("desired_number_scheduled", 5, proxy),
    ...nodes("current_number_scheduled", 5, proxy),
  }),
  labels: agent,
  text: {
    summary: "system/agent has no pod on 1 nodes",
    description:
      "For 10 minutes the DaemonSet agent has had no pod at all on nodes where it should have one. Its controller could not create them: a quota, an admission webhook or a policy refuses.",
  },
});

export const misscheduled = proof(times.misscheduled, {
  over: 1,
  under: 0,
  series: (values) => ({
    ...nodes("number_misscheduled", values),
    ...nodes("number_misscheduled", 0, proxy),
  }),
  labels: agent,
  text: {
    summary: "system/agent runs on 1 nodes where it should not",
    description:
      "For 1 hour pods of the DaemonSet agent have been running on nodes that its selectors and tolerations no longer name. They use up room there and end with the next restart.",
  },
});

export const daemonSetRollout = [
  ...proof(times.daemonSetRollout, {
    over: 4,
    under: 5,
    series: (values) => ({
      ...nodes("desired_number_scheduled", 5),
      ...nodes("updated_number_scheduled", values),
      ...nodes("desired_number_scheduled", 5, proxy),
      ...nodes("updated_number_scheduled", 5, proxy),
    }),
    labels: agent,
    text: {
      summary: "system/agent: the rollout does not get on, 1 nodes run the old one",
      description:
        "The DaemonSet agent was changed, and for 30 minutes no further node has taken the change. Nodes are updated a few at a time: those that do not become ready stop the others.",
    },
  }),
  quiet("it gets on", {
    series: {
      ...nodes("desired_number_scheduled", 50),
      ...nodes("updated_number_scheduled", counter([["2h", 1 / 300]])),
    },
    at: "1h",
  }),
];
