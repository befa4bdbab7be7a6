/** Name servers, as probes of kind dns see them. */
import { promql } from "./promql";
import { signal } from "./signal";

export const dnsDuration = signal({
  title: "Name server's answer",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time from the question to a name server until its answer, as a mean over 10 minutes.",
  value: (s) =>
    promql`max by (instance) (avg_over_time(probe_dns_duration_seconds{${s.select("blackbox")}, phase="request"}[10m]))`,
});

export const dnsAnswers = signal({
  title: "Records in the answer",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Records that the answer of a name server has.",
  value: (s) => promql`max by (instance) (probe_dns_answer_rrs{${s.select("blackbox")}})`,
});

export const dnsAnswered = signal({
  title: "Name server answered",
  unit: "bool",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "1 if a name server answered the last question at all, whatever it said.",
  value: (s) => promql`max by (instance) (probe_dns_query_succeeded{${s.select("blackbox")}})`,
});
