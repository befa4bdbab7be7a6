/** What files of a cluster's servers say otherwise while they are captured, and files that only a capture has. */
import { join } from "node:path";
import { parse } from "yaml";
import { bucketFile } from "../../components/object-storage";
import { type ConfigFile } from "../../platforms/workload";
import { toYaml } from "../../stacks/yaml";

const minute = 60_000;

/** Folders instead of buckets, and work that is done at once instead of every ten minutes. */
export const forCapture =
  (root: string) =>
  (file: string, content: string): string => {
    if (file === bucketFile)
      return toYaml({ type: "FILESYSTEM", config: { directory: join(root, "buckets", "metrics") } });
    if (file !== "loki.yml") return content;
    const { storage_config: storage, ...config } = parse(
      content.replaceAll(": s3", ": filesystem"),
    ) as LokiFile;
    return toYaml({
      ...config,
      storage_config: {
        ...storage,
        object_store: { filesystem: { dir: join(root, "buckets", "logs") } },
      },
      memberlist: {
        ...config.memberlist,
        bind_addr: ["${POD_IP}"],
        // The port that pods use is stated in the file, not asked of the site.
        join_members: config.memberlist.join_members.map(
          (member) => `${member.replace(/:\d+$/, "")}:${config.memberlist.bind_port}`,
        ),
      },
      compactor: { ...config.compactor, compaction_interval: "5s", retention_delete_delay: "1s" },
    });
  };

interface LokiFile {
  readonly storage_config: object;
  readonly memberlist: { readonly bind_port: number; readonly join_members: readonly string[] };
  readonly compactor: object;
}

/** Rules of which one fails at each evaluation, and alerts of which one keeps the other quiet. */
export const ruleFile: ConfigFile = {
  name: "rules/capture.yml",
  onChange: "reload",
  content: toYaml({
    groups: [
      {
        name: "capture",
        rules: [
          { record: "job:up:count", expr: "count by (job) (up)" },
          // Several series on both sides.
          { record: "failing", expr: "up * ignoring (instance, job) up" },
          { alert: "Always", expr: "vector(1)", labels: { severity: "critical", instance: "a" } },
          { alert: "Always", expr: "vector(1)", labels: { severity: "warning", instance: "a" } },
          { alert: "Silenced", expr: "vector(1)", labels: { severity: "critical", instance: "b" } },
        ],
      },
    ],
  }),
};

/** Some series of the last five days in OpenMetrics, a sample every ten minutes. */
export function oldSamples(now: number): string {
  const last = now - (now % (120 * minute)) - 120 * minute;
  const first = last - 5 * 24 * 60 * minute;
  const times = Array.from(
    { length: (last - first) / (10 * minute) },
    (_, step) => first + step * 10 * minute,
  );
  const lines = ["a", "b"].flatMap((name) => times.map((time) => `old{name="${name}"} 1 ${time / 1000}\n`));
  return `# TYPE old gauge\n${lines.join("")}# EOF\n`;
}
