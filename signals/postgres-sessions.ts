/** Sessions of PostgreSQL: transactions that stay open, locks that are waited for. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");
const clients = (s: Scope) => `${pg(s)}, backend_type="client backend"`;

/** Sessions as alerts name them. */
const session = ["instance", "datname", "usename", "application_name"];

// The exporter reports the age of the oldest transaction for each combination of labels; an idle session has none.
export const postgresIdleInTransaction = signal({
  title: "Oldest transaction of an idle session",
  unit: "s",
  by: session,
  min: 0,
  meaning:
    "Age of the oldest transaction whose session does nothing, while it keeps locks and old row versions.",
  value: (s) =>
    promql`max by (${session}) (pg_stat_activity_max_tx_duration{${clients(s)}, state=~"idle in transaction.*"})`,
});

export const postgresActiveTransaction = signal({
  title: "Oldest transaction at work",
  unit: "s",
  by: session,
  min: 0,
  meaning:
    "Age of the oldest transaction in which a statement runs. Dumps and base backups, which take long by nature, are left out.",
  value: (s) =>
    promql`max by (${session}) (pg_stat_activity_max_tx_duration{${clients(s)}, state="active", application_name!~"pg_dump(all)?|pg_basebackup"})`,
});

export const postgresOldestTransaction = signal({
  title: "Oldest transaction",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Age of the oldest transaction of any session. No row version that it might still see can be cleaned up.",
  value: (s) => promql`max by (instance) (pg_long_running_transactions_oldest_timestamp_seconds{${pg(s)}})`,
});

export const postgresBlocked = signal({
  title: "Sessions that wait for a lock",
  unit: "short",
  by: ["instance", "datname"],
  tone: "saturation",
  min: 0,
  meaning: "Sessions whose statement stands still until another session ends its transaction.",
  value: (s) => promql`sum by (instance, datname) (pg_stat_activity_count{${pg(s)}, wait_event_type="Lock"})`,
});

export const postgresLocks = signal({
  title: "Locks by mode",
  unit: "short",
  by: ["instance", "mode"],
  min: 0,
  meaning: "Locks that are held or waited for. Access exclusive locks stop readers too.",
  value: (s) => promql`sum by (instance, mode) (pg_locks_count{${pg(s)}})`,
});

export const postgresDeadlocks = signal({
  title: "Deadlocks",
  unit: "short",
  by: ["instance", "datname"],
  tone: "error",
  min: 0,
  meaning: "Deadlocks in the range: each ended a transaction with an error.",
  value: (s) =>
    promql`sum by (instance, datname) (increase(pg_stat_database_deadlocks{${pg(s)}}[${s.range}]))`,
});
