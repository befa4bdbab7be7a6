/** What sessions of PostgreSQL wait for, and who makes them wait. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");
const clients = (s: Scope) => `${pg(s)}, backend_type="client backend"`;

export const postgresWaits = signal({
  title: "Sessions at work by what they wait for",
  unit: "short",
  by: ["instance", "wait_event_type"],
  min: 0,
  meaning:
    "Sessions of programs in the middle of a statement, by the kind of what they wait for. Without a kind they wait for nothing and use the CPU.",
  value: (s) =>
    promql`sum by (instance, wait_event_type) (pg_stat_activity_count{${clients(s)}, state="active"})`,
});

export const postgresWaitEvents = signal({
  title: "Sessions that wait",
  unit: "short",
  by: ["instance", "datname", "wait_event_type", "wait_event"],
  min: 0,
  meaning: "Sessions of programs in the middle of a statement that wait, by what exactly they wait for.",
  value: (s) =>
    promql`sum by (instance, datname, wait_event_type, wait_event) (pg_stat_activity_count{${clients(s)}, state="active", wait_event_type!=""})`,
});

export const postgresBlockedLongest = signal({
  title: "Oldest transaction that waits for a lock",
  unit: "s",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Age of the oldest transaction whose statement waits until another session gives back a lock.",
  value: (s) =>
    promql`max by (instance, datname) (pg_stat_activity_max_tx_duration{${pg(s)}, wait_event_type="Lock"})`,
});

export const postgresIdleSessions = signal({
  title: "Sessions idle in a transaction",
  unit: "short",
  by: ["instance", "datname"],
  tone: "saturation",
  min: 0,
  meaning:
    "Sessions that have begun a transaction and do nothing in it, while they keep what they have locked.",
  value: (s) =>
    promql`sum by (instance, datname) (pg_stat_activity_count{${clients(s)}, state=~"idle in transaction.*"})`,
});

// The exporter calls them long running, and counts each, however young.
export const postgresOpenTransactions = signal({
  title: "Open transactions",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Sessions that are inside of a transaction, at work or idle in it, without autovacuum.",
  value: (s) => promql`max by (instance) (pg_long_running_transactions{${pg(s)}})`,
});

export const postgresExclusiveLocks = signal({
  title: "Locks that stop others",
  unit: "short",
  by: ["instance", "datname", "mode"],
  tone: "saturation",
  min: 0,
  meaning:
    "Locks, held or waited for, that writers of a table cannot pass; accessexclusivelock stops readers as well.",
  value: (s) =>
    promql`sum by (instance, datname, mode) (pg_locks_count{${pg(s)}, mode=~"accessexclusivelock|exclusivelock|sharelock|sharerowexclusivelock"})`,
});

export const postgresLocksByDatabase = signal({
  title: "Locks by database",
  unit: "short",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Locks that are held or waited for, of all modes.",
  value: (s) => promql`sum by (instance, datname) (pg_locks_count{${pg(s)}})`,
});
