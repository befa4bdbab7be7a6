import { type Size } from "../../platforms/workload";
import { type Mistake, mistake, yaml } from "../settings-errors";
import { sizing } from "../sizing";
import { type Draft } from "./given";

/** Disk that is promised to metrics and not there. */
export function sizeMistakes(draft: Draft): Mistake[] {
  const { retentionSize, disk = promised(draft) } = draft.prometheus ?? {};
  if (retentionSize === undefined || disk === undefined || mebibytes(retentionSize) <= mebibytes(disk))
    return [];
  return [
    mistake(
      ["prometheus", "retentionSize"],
      `prometheus.retentionSize is ${retentionSize}, more than prometheus.disk with ${disk}: the disk would be full before anything is deleted. Write, for example:`,
      yaml({ prometheus: { retentionSize, disk: retentionSize } }),
    ),
  ];
}

/** The disk that the target and the size give, where the settings do not say it. */
function promised({ target, size }: Draft): Size | undefined {
  if (target === undefined || size === undefined) return undefined;
  return sizing({ target, size, objectStorage: false, grafanaDatabase: false }).prometheus.disk;
}

function mebibytes(size: Size): number {
  const factor = size.endsWith("Ti") ? 1024 * 1024 : size.endsWith("Gi") ? 1024 : 1;
  return Number.parseInt(size, 10) * factor;
}
