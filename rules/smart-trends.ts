import { badSectors, badSectorsGrown, diskMediaErrors } from "../signals/smart";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { node } from "./cases/node";
import { toldOfHardware as told } from "./host-told";

const sda = { disk: "/dev/sda" };
const nvme0 = { device: "/dev/nvme0n1" };

const media = (values: string, labels: Labels = {}): Series =>
  node("nvme_media_errors_total", values, { ...nvme0, ...labels });
const every = "5m";

export const HostDiskMediaErrors = alert("HostDiskMediaErrors", {
  ...told,
  event: (s) => promql`${diskMediaErrors.value(s)} > 0`,
  by: ["instance", "device"],
  range: "1d",
  for: "0s",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.device }} could not give back what was written",
  description:
    "The NVMe disk {{ $labels.device }} of {{ $labels.instance }} had a media error within the last day: it could not read a block that was written to it. Files may be damaged, and more errors mostly follow.",
  cases: [
    fires("one error, beside a disk with old ones", {
      every,
      series: { ...media("2x11 3x40"), ...media("7x60", { device: "/dev/nvme1n1" }) },
      at: "90m",
      labels: [{ instance: "web-1", ...nvme0 }],
      text: {
        summary: "web-1: /dev/nvme0n1 could not give back what was written",
        description:
          "The NVMe disk /dev/nvme0n1 of web-1 had a media error within the last day: it could not read a block that was written to it. Files may be damaged, and more errors mostly follow.",
      },
    }),
    fires("two disks and two hosts", {
      every,
      series: {
        ...media("2x11 3x40"),
        ...media("0x11 3x40", { device: "/dev/nvme1n1" }),
        ...media("0x11 1x40", { instance: "web-2" }),
      },
      at: "2h",
      labels: [
        { instance: "web-1", ...nvme0 },
        { instance: "web-1", device: "/dev/nvme1n1" },
        { instance: "web-2", ...nvme0 },
      ],
    }),
    quiet("none since anybody looks", { every, series: media("9x60"), at: "4h" }),
    resolves("a day without another", {
      every,
      series: media("2x11 3x360"),
      labels: [{ instance: "web-1", ...nvme0 }],
      firingAt: "25h",
      goneAt: "27h",
    }),
  ],
});

const sectors = (pending: string, moved: string, labels: Labels = {}): Series => ({
  ...node("smartmon_attr_raw_value", pending, { ...sda, name: "current_pending_sector", ...labels }),
  ...node("smartmon_attr_raw_value", moved, { ...sda, name: "reallocated_sector_ct", ...labels }),
});

export const HostDiskSectorsGrowing = alert("HostDiskSectorsGrowing", {
  ...told,
  kind: "trend",
  signal: badSectorsGrown,
  above: 0.5,
  and: (s, n) => promql`${badSectors.value(s)} > ${n("sectors")}`,
  parameters: { sectors: { value: 10, unit: "short", meaning: "bad sectors that a disk may have" } },
  for: "5m",
  keepFiringFor: "6h",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.disk }} has {value} more bad sectors than yesterday",
  description:
    "The disk {{ $labels.disk }} of {{ $labels.instance }} could not read {value} more sectors than a day ago, and has more than {sectors} of them. Growth above {threshold} a day is rarely the end of it: the disk wears out.",
  cases: [
    fires("both kinds grow, beside disks with old ones and with few", {
      every,
      series: {
        ...sectors("6x11 7x40", "5x11 6x40"),
        ...sectors("40x60", "40x60", { disk: "/dev/sdb" }),
        ...sectors("0x11 2x40", "3x60", { disk: "/dev/sdc" }),
        ...node("smartmon_attr_raw_value", "900+5x60", { disk: "/dev/sdd", name: "temperature_celsius" }),
      },
      at: "70m",
      labels: [{ instance: "web-1", ...sda }],
      text: {
        summary: "web-1: /dev/sda has 2 more bad sectors than yesterday",
        description:
          "The disk /dev/sda of web-1 could not read 2 more sectors than a day ago, and has more than 10 of them. Growth above 0.5 a day is rarely the end of it: the disk wears out.",
      },
    }),
    fires("two disks and two hosts, with just so many as count", {
      every,
      series: {
        ...sectors("6x11 7.3x40", "3x60"),
        ...sectors("6x11 7.3x40", "3x60", { disk: "/dev/sdb" }),
        ...sectors("6x11 7.3x40", "3x60", { instance: "web-2" }),
      },
      at: "2h",
      labels: [
        { instance: "web-1", ...sda },
        { instance: "web-1", disk: "/dev/sdb" },
        { instance: "web-2", ...sda },
      ],
    }),
    fires("just over the growth", {
      every,
      series: sectors("20x11 20.515x300", "3x320"),
      at: "25h",
      labels: [{ instance: "web-1", ...sda }],
    }),
    quiet("just under the growth", { every, series: sectors("20x11 20.485x300", "3x320"), at: "25h" }),
    quiet("just as many as a disk may have", { every, series: sectors("0x11 6.7x40", "3x60"), at: "2h" }),
    quiet("`for` is not over", { every, series: sectors("6x11 9x40", "5x60"), at: "64m" }),
    resolves("a day without another", {
      every,
      series: sectors("6x11 9x400", "5x420"),
      labels: [{ instance: "web-1", ...sda }],
      firingAt: "30h",
      goneAt: "32h",
    }),
  ],
});
