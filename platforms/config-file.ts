import { type ConfigFile, type Workload } from "./workload";

/** Whether a new version of the file needs a new container or pod: unless the server notices it by itself. */
export function needsRestart(workload: Workload, file: ConfigFile): boolean {
  if (file.onChange === "reload") return workload.reload?.watches !== true;
  return file.onChange === "restart";
}
