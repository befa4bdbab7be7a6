import { type Duration } from "../../platforms/workload";
import { toSeconds } from "../duration";
import { fires, quiet, resolves, type Case, type Labels, type Series } from "./case";
import { spacing, steps, type Step } from "./series";

/** The database that has trouble in most cases; another one, "payments", is well. */
export const orders = { instance: "orders" };

/** One series as a scrape of postgres_exporter gives it. */
export function pg(metric: string, labels: Labels, values: string): Series {
  const all = Object.entries({ job: "postgres", ...labels }).map(([name, value]) => `${name}="${value}"`);
  return { [`${metric}{${all.join(", ")}}`]: values };
}

/** A value that does not change. @default for 2 hours */
export function flat(value: number, until: Duration = "2h", every: Duration = spacing): string {
  return steps([[until, value]], every);
}

/** Labels that the older half of the exporter sets beside those that speak of sessions. */
const address = "10.0.0.5:5432";

interface Session {
  readonly instance?: string;
  readonly state?: string;
  readonly backend_type?: string;
  readonly wait_event_type?: string;
  readonly wait_event?: string;
  readonly application_name?: string;
  readonly usename?: string;
}

/** Sessions of one kind, as pg_stat_activity has them: their number, or the age of their oldest transaction. */
export function sessions(metric: "count" | "max_tx_duration", given: Session, values: string): Series {
  const labels = {
    instance: "orders",
    server: address,
    datname: "shop",
    usename: "app",
    application_name: "web",
    backend_type: "client backend",
    state: "active",
    wait_event_type: "Client",
    wait_event: "ClientRead",
    ...given,
  };
  return pg(`pg_stat_activity_${metric}`, labels, values);
}

/** A setting of the server. */
export function setting(
  name: string,
  value: number,
  instance = "orders",
  until: Duration = "2h",
  every?: Duration,
): Series {
  return pg(`pg_settings_${name}`, { instance, server: address }, flat(value, until, every));
}

/** Whether a server is a standby (1) or a primary (0). */
export const role = (standby: 0 | 1, instance = "orders"): Series =>
  pg("pg_replication_is_replica", { instance }, flat(standby));

interface Follower {
  readonly instance?: string;
  readonly name?: string;
  readonly state?: string;
}

/** A standby or subscriber as its primary sees it: bytes that it has not replayed. */
export function follower(
  { instance = "orders", name = "standby-1", state = "streaming" }: Follower,
  values: string,
): Series {
  const labels = {
    instance,
    server: "10.0.0.5:5432",
    application_name: name,
    client_addr: "10.0.0.6",
    // The exporter sets the process id here.
    slot_name: "8709",
    state,
  };
  return pg("pg_stat_replication_pg_wal_lsn_diff", labels, values);
}

/** What an alert on a level is told of itself. */
interface Level {
  /** Series that make the signal of one database take these values, one after the other. */
  readonly series: (course: readonly Step[], instance: string, every: Duration) => Series;
  /** A value just over the limit, and one just under it. */
  readonly over: number;
  readonly under: number;
  /** Labels of the alert beside instance. @default none */
  readonly labels?: Labels;
  readonly for: Duration;
  readonly keep: Duration;
  /** When the condition holds for the first time: rates over a range come up only as it fills. @default "0s" */
  readonly first?: Duration;
  /** Time until the signal has come down after what made it. @default "0s" */
  readonly fades?: Duration;
  /** @default "15s" */
  readonly every?: Duration;
  readonly text: { readonly summary: string; readonly description: string };
}

/** The proofs that every alert on a level has: just over, just under, not long enough, over again. */
export function levelCases(given: Level): readonly Case[] {
  const { series, over, under, labels = {}, first = "0s", fades = "0s", every = "15s", text } = given;
  const spaced = toSeconds(every);
  const grid = spaced >= 3600 ? 300 : spaced >= 60 ? 60 : 15;
  const at = (seconds: number): Duration => `${Math.ceil(seconds / grid) * grid}s`;
  const fired = toSeconds(given.for) + toSeconds(first);
  const last = Math.ceil((fired + 2 * spaced) / spaced) * spaced;
  // The first evaluation that finds it well is one value later; from then on it is kept.
  const gone = last + spaced + toSeconds(fades) + toSeconds(given.keep);
  const end = at(gone + 4 * spaced);
  return [
    fires("just over the limit, on one of two databases", {
      every,
      series: { ...series([[end, over]], "orders", every), ...series([[end, under]], "payments", every) },
      at: at(fired),
      labels: [{ ...orders, ...labels }],
      text,
    }),
    fires("on two databases at once", {
      every,
      series: { ...series([[end, over]], "orders", every), ...series([[end, over]], "payments", every) },
      at: at(fired),
      labels: [
        { ...orders, ...labels },
        { instance: "payments", ...labels },
      ],
    }),
    quiet("just under the limit", { every, series: series([[end, under]], "orders", every), at: at(gone) }),
    ...(toSeconds(given.for) === 0
      ? []
      : [
          quiet("`for` is not over", {
            every,
            series: series([[end, over]], "orders", every),
            at: at(fired - grid),
          }),
        ]),
    resolves("it is over", {
      every,
      series: series(
        [
          [`${last}s`, over],
          [end, under],
        ],
        "orders",
        every,
      ),
      labels: [{ ...orders, ...labels }],
      firingAt: fades === "0s" ? at(gone - grid) : at(fired),
      goneAt: at(gone),
    }),
  ];
}
