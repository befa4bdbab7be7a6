import { promql, toPromql } from "../signals/promql";
import { targetsUp } from "../signals/targets";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { steps } from "./cases/series";
import { recorded, recording } from "./recording";
import { type Alert, type Rules } from "./rule";
import { ServiceInstanceDown } from "./service-targets";

const web1 = { job: "node", instance: "web-1" };
const web2 = { job: "node", instance: "web-2" };
const replica = { job: "prometheus", instance: "prometheus-1" };

const up = ({ job, instance }: typeof web1, values: string): Series => ({
  [`up{job="${job}", instance="${instance}"}`]: values,
});

// Two scrapes in a row have to fail, so that a single lost one is no alarm. The window says so whatever the scrape interval
// is, and needs no `for`: with scrapes every 15 s a notification is out within a minute. Pods of the users are told of by
// ServiceInstanceDown.
export const TargetDown = alert("TargetDown", {
  event: (s) =>
    promql`up{pod=""${s.alerts}} == 0 unless max_over_time(up{pod=""${s.alerts}}[${s.scrapes(2.5)}]) > 0`,
  by: ["job", "instance"],
  for: "0s",
  keepFiringFor: "1m",
  severity: "critical",
  team: "infrastructure",
  service: "targets",
  summary: "{{ $labels.job }} of {{ $labels.instance }} does not answer",
  description:
    "Prometheus could not scrape the target twice in a row. Either the server or its host is down, or the network between. What it measures is unknown from here on, and its other alerts are blind.",
  dashboard: { uid: "stack", variables: [] },
  cases: [
    fires("one of two hosts stops to answer", {
      series: {
        ...up(
          web1,
          steps([
            ["1m", 1],
            ["1h", 0],
          ]),
        ),
        ...up(web2, steps([["1h", 1]])),
      },
      at: "105s",
      labels: [web1],
      text: {
        summary: "node of web-1 does not answer",
        description:
          "Prometheus could not scrape the target twice in a row. Either the server or its host is down, or the network between. What it measures is unknown from here on, and its other alerts are blind.",
      },
    }),
    fires("one of two Prometheus replicas and a host stop to answer", {
      series: {
        ...up({ job: "prometheus", instance: "prometheus-0" }, steps([["1h", 1]])),
        ...up(
          replica,
          steps([
            ["1m", 1],
            ["1h", 0],
          ]),
        ),
        ...up(
          web1,
          steps([
            ["1m", 1],
            ["1h", 0],
          ]),
        ),
      },
      at: "2m",
      labels: [web1, replica],
    }),
    quiet("a single scrape is lost", {
      series: up(
        web1,
        steps([
          ["1m", 1],
          ["75s", 0],
          ["1h", 1],
        ]),
      ),
      at: "90s",
    }),
    quiet("the second scrape has not failed yet", {
      series: up(
        web1,
        steps([
          ["1m", 1],
          ["1h", 0],
        ]),
      ),
      at: "90s",
    }),
    quiet("a pod of the users, which has a milder alert", {
      series: {
        'up{job="shop", namespace="web", pod="shop-1", instance="shop-1"}': steps([["1h", 0]]),
      },
      at: "10m",
    }),
    quiet("the target was taken out of the configuration", {
      series: up(
        web1,
        steps([
          ["1m", 1],
          ["1h", "missing"],
        ]),
      ),
      at: "10m",
    }),
    resolves("the server comes back", {
      series: up(
        web1,
        steps([
          ["1m", 1],
          ["10m", 0],
          ["1h", 1],
        ]),
      ),
      labels: [web1],
      firingAt: "11m",
      goneAt: "675s",
    }),
  ],
});

/** Number of targets of each job, for the shards of Prometheus: together they know how many there are. */
const targetsCount = recorded("job:up:count", (s) => promql`count by (job) (up${s.any})`);

/** One long chain of `or` is as deep as it is long, and parsers end at some depth: so it is made of groups. */
const chainLength = 30;

function anyOf(terms: readonly string[]): string {
  if (terms.length <= chainLength) return terms.join(" or ");
  const groups = Array.from({ length: Math.ceil(terms.length / chainLength) }, (_, group) =>
    terms.slice(group * chainLength, (group + 1) * chainLength),
  );
  return anyOf(groups.map((group) => `(${group.join(" or ")})`));
}

/** Each expected job of which no target is left. `expectedJobs` is not empty. */
function targetMissing(expectedJobs: readonly string[], divided: readonly string[]): Alert {
  const absent = (job: string): string =>
    divided.includes(job) ? `absent(${targetsCount.record}{job="${job}"})` : `absent(up{job="${job}"})`;
  const [first = "", ...others] = expectedJobs;
  const rest: Series = Object.assign(
    {},
    ...others.map((job) => up({ job, instance: "x" }, steps([["1h", 1]]))),
  );
  const course = (values: string): Series => ({ ...rest, ...up({ job: first, instance: "x" }, values) });
  return alert("TargetMissing", {
    selectable: [],
    event: () => toPromql(anyOf(expectedJobs.map(absent))),
    by: ["job"],
    for: "1m",
    keepFiringFor: "0s",
    severity: "critical",
    team: "infrastructure",
    service: "targets",
    summary: "No target of {{ $labels.job }} is left",
    description:
      "For {for} Prometheus has had no target of a job that belongs to this stack, so nothing of it is measured and its alerts are blind. The job fell out of the configuration, or the discovery of its targets finds none.",
    dashboard: { uid: "stack", variables: [] },
    cases: [
      fires("the last target of one job is gone", {
        series: course(
          steps([
            ["1m", 1],
            ["1h", "missing"],
          ]),
        ),
        at: "10m",
        labels: [{ job: first }],
        text: {
          summary: `No target of ${first} is left`,
          description:
            "For 1 minute Prometheus has had no target of a job that belongs to this stack, so nothing of it is measured and its alerts are blind. The job fell out of the configuration, or the discovery of its targets finds none.",
        },
      }),
      fires("nothing is scraped", { series: {}, at: "1m", labels: expectedJobs.map((job) => ({ job })) }),
      quiet("targets are there but down", { series: course(steps([["1h", 0]])), at: "10m" }),
      quiet("Prometheus has just started and not scraped yet", { series: {}, at: "45s" }),
      resolves("the job comes back", {
        series: course(
          steps([
            ["10m", "missing"],
            ["1h", 1],
          ]),
        ),
        labels: [{ job: first }],
        firingAt: "5m",
        goneAt: "615s",
      }),
    ],
  });
}

/**
 * Whether everything is scraped that should be.
 * `expectedJobs` are the values of the label `job` that the stack has; an empty list leaves TargetMissing out.
 * `divided` is given where several shards of Prometheus evaluate the group: the expected jobs whose targets are divided
 * among them. What a shard has of these tells nothing; it is judged by what all of them count, which the first shard
 * fetches from the others.
 * Throws an Error for a name that cannot be a job's.
 */
export function targetRules(expectedJobs: readonly string[], divided?: readonly string[]): Rules {
  const jobs = [...new Set(expectedJobs)].sort();
  const odd = jobs.find((job) => !/^[A-Za-z][\w-]*$/.test(job));
  if (odd !== undefined)
    throw new Error(`"${odd}" is not a name of a job; write letters, digits and hyphens`);
  return {
    name: "targets",
    recordings: [recording("job:up:avg", targetsUp), ...(divided === undefined ? [] : [targetsCount])],
    alerts: [
      ServiceInstanceDown,
      TargetDown,
      ...(jobs.length === 0 ? [] : [targetMissing(jobs, divided ?? [])]),
    ],
  };
}
