/** The exporters: whether what they answer is whole, and whether they are the same everywhere. */
import { promql } from "./promql";
import { ofJobs } from "./servers";
import { signal } from "./signal";

/** Jobs of programs that only measure others. */
export const exporterJobs = ["blackbox-exporter", "node", "postgres", "process"] as const;

export const answersBroken = signal({
  title: "Answers with errors",
  unit: "ops",
  by: ["job", "instance", "cause"],
  min: 0,
  meaning:
    "Answers to a scrape a second in which a program could not gather or write all of its metrics. What is missing is not told.",
  value: (s) =>
    promql`max by (job, instance, cause) (rate(promhttp_metric_handler_errors_total${s.any}[${s.range}]))`,
});

export const exporterMemory = signal({
  title: "Memory of exporters",
  unit: "bytes",
  by: ["job", "instance"],
  min: 0,
  meaning: "Resident memory of a program that only measures others.",
  value: (s) => promql`max by (job, instance) (process_resident_memory_bytes{${ofJobs(s, exporterJobs)}})`,
});

export const nodeExporterVersions = signal({
  title: "Versions of the node exporter",
  unit: "short",
  by: [],
  min: 0,
  meaning: "How many versions of the node exporter run at the same time.",
  value: (s) => promql`count(count by (version) (node_exporter_build_info{${s.select("node")}}))`,
});
