/** Settings of what is measured of a host, beyond what every host gives. */
import { z } from "zod";
import { text } from "./setting-parts";

export const nodeExporter = z.strictObject({
  systemd: z
    .boolean()
    .default(false)
    .meta({
      description:
        "Watch services and timers of systemd. Asks systemd over D-Bus; where AppArmor confines containers, Docker has to allow it.",
      examples: [true],
    }),
  smart: z
    .boolean()
    .default(false)
    .meta({
      description:
        "Disks tell of their health (SMART): smartmon.py and nvme_metrics.py write to a folder of `textfiles` on each host.",
      examples: [true],
    }),
  textfiles: text("path")
    .optional()
    .meta({
      description:
        "Folder of the host with *.prom files, whose metrics are taken over as they are. Default: none.",
      examples: ["/var/lib/node-exporter"],
    }),
});
