import { type Variable } from "../model/variables";

/** One group of processes, by the name that the process exporter gives it; panels about hosts do not depend on it. */
export const processGroup: Variable = {
  name: "groupname",
  label: "Group of processes",
  metric: "namedprocess_namegroup_num_procs",
  job: "process",
  multi: false,
  inner: true,
};
