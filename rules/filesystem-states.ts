import {
  filesystemAvailable,
  filesystemError,
  filesystemReadOnly,
  filesystemUsed,
  filesystemWasReadOnly,
  inodesUsed,
} from "../signals/filesystems";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, resolves } from "./cases/case";
import { inodes, root, space, state } from "./cases/disk";
import { still } from "./cases/node";
import { HostFilesystemFillingFast, HostFilesystemFullSoon, HostInodesFilling } from "./filesystem-trends";
import { told, toldOfStorage } from "./host-told";
import { recording } from "./recording";
import { type Rules } from "./rule";

const gib = 1024 ** 3;

export const HostFilesystemFull = alert("HostFilesystemFull", {
  ...told,
  signal: filesystemUsed,
  above: 0.97,
  // 3 % of a large disk lasts for long; the trend watches that one.
  and: (s, n) => promql`${filesystemAvailable.value(s)} < ${n("enough")}`,
  parameters: {
    enough: { value: 10 * gib, unit: "bytes", meaning: "space left that is enough on any disk" },
  },
  for: "5m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {{ $labels.mountpoint }} is {value} full",
  description:
    "{{ $labels.device }} on {{ $labels.mountpoint }} has been more than {threshold} full for {for}, with less than {enough} left. Programs that write to it fail now or soon; databases stop.",
  cases: [
    ...around({
      series: (course, instance) => space(course, { instance }),
      limit: 0.97,
      far: 0.99,
      near: { beyond: 0.9705, short: 0.9695 },
      for: "5m",
      keepFiringFor: "5m",
      labels: root,
      text: {
        summary: "web-1: / is 99% full",
        description:
          "/dev/sda1 on / has been more than 97 % full for 5 minutes, with less than 10 GiB left. Programs that write to it fail now or soon; databases stop.",
      },
    }),
    fires("two disks, with just less than is enough", {
      series: {
        ...space(still(0.98), {}, { size: 490 }),
        ...space(still(0.98), { mountpoint: "/data" }, { size: 490 }),
        ...space(still(0.98), { mountpoint: "/srv", device: "/dev/sdb1" }, { size: 490 }),
      },
      at: "10m",
      labels: [
        { instance: "web-1", ...root },
        { instance: "web-1", ...root, mountpoint: "/data" },
        { instance: "web-1", device: "/dev/sdb1", mountpoint: "/srv" },
      ],
    }),
    quiet("just more left than is enough", { series: space(still(0.98), {}, { size: 510 }), at: "10m" }),
    quiet("less used than counts as full", { series: space(still(0.935)), at: "10m" }),
    quiet("read-only, like an image", { series: space(still(1), {}, { readonly: 1 }), at: "10m" }),
    quiet("in memory", { series: space(still(1), { fstype: "tmpfs" }), at: "10m" }),
  ],
});

export const HostInodesLow = alert("HostInodesLow", {
  ...told,
  signal: inodesUsed,
  above: 0.95,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.mountpoint }} has used {value} of its inodes",
  description:
    "{{ $labels.device }} on {{ $labels.mountpoint }} has had more than {threshold} of its inodes in use for {for}. When they are used up no file can be made, however much space is left.",
  cases: [
    ...around({
      series: (course, instance) => inodes(course, { instance }),
      limit: 0.95,
      far: 0.99,
      near: { beyond: 0.951, short: 0.949 },
      for: "15m",
      keepFiringFor: "15m",
      labels: root,
      text: {
        summary: "web-1: / has used 99% of its inodes",
        description:
          "/dev/sda1 on / has had more than 95 % of its inodes in use for 15 minutes. When they are used up no file can be made, however much space is left.",
      },
    }),
    quiet("far less used than counts", { series: inodes(still(0.92)), at: "30m" }),
    quiet("read-only", { series: inodes(still(1), {}, 1), at: "30m" }),
  ],
});

const readonly = "node_filesystem_readonly";

export const HostFilesystemReadOnly = alert("HostFilesystemReadOnly", {
  ...toldOfStorage,
  event: (s) => promql`${filesystemReadOnly.value(s)} == 1 and ${filesystemWasReadOnly.value(s)} == 0`,
  by: ["instance", "device", "mountpoint"],
  for: "1m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {{ $labels.mountpoint }} has become read-only",
  description:
    "{{ $labels.device }} on {{ $labels.mountpoint }} could be written to within the last day and cannot any more. After an error the kernel does this to save what is there; every program that writes to it fails.",
  cases: [
    fires("one of two filesystems, beside one that was never writable", {
      series: {
        ...state(readonly, [
          ["10m", 0],
          ["1h", 1],
        ]),
        ...state(readonly, still(0), { device: "/dev/sdb1", mountpoint: "/data" }),
        ...state(readonly, still(1), { device: "/dev/sr0", mountpoint: "/media" }),
        ...state(
          readonly,
          [
            ["10m", 0],
            ["1h", 1],
          ],
          { fstype: "tmpfs", mountpoint: "/scratch" },
        ),
      },
      at: "675s",
      labels: [{ instance: "web-1", ...root }],
      text: {
        summary: "web-1: / has become read-only",
        description:
          "/dev/sda1 on / could be written to within the last day and cannot any more. After an error the kernel does this to save what is there; every program that writes to it fails.",
      },
    }),
    fires("several filesystems of two hosts", {
      series: Object.assign(
        {},
        ...[
          {},
          { instance: "web-2" },
          { mountpoint: "/data" },
          { device: "/dev/sdb1", mountpoint: "/data" },
        ].map((labels) =>
          state(
            readonly,
            [
              ["10m", 0],
              ["1h", 1],
            ],
            labels,
          ),
        ),
      ) as Record<string, string>,
      at: "12m",
      labels: [
        { instance: "web-1", ...root },
        { instance: "web-2", ...root },
        { instance: "web-1", ...root, mountpoint: "/data" },
        { instance: "web-1", device: "/dev/sdb1", mountpoint: "/data" },
      ],
    }),
    quiet("`for` is not over", {
      series: state(readonly, [
        ["10m", 0],
        ["1h", 1],
      ]),
      at: "660s",
    }),
    resolves("mounted to write again", {
      series: state(readonly, [
        ["10m", 0],
        ["20m", 1],
        ["1h", 0],
      ]),
      labels: [{ instance: "web-1", ...root }],
      firingAt: "25m",
      goneAt: "1515s",
    }),
  ],
});

const error = "node_filesystem_device_error";

export const HostFilesystemError = alert("HostFilesystemError", {
  ...toldOfStorage,
  event: (s) => promql`${filesystemError.value(s)} == 1`,
  by: ["instance", "device", "mountpoint"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.mountpoint }} does not answer",
  description:
    "For {for} the kernel of {{ $labels.instance }} has not been able to say how full {{ $labels.device }} on {{ $labels.mountpoint }} is. The filesystem is broken, or the server behind it does not answer; nothing watches its space meanwhile.",
  cases: [
    fires("one that does not answer, beside one that does", {
      series: {
        ...state(error, still(1), { device: "nas:/home", fstype: "nfs4", mountpoint: "/home" }),
        ...state(error, still(0)),
        ...state(error, still(1), { fstype: "tmpfs", mountpoint: "/scratch" }),
      },
      at: "5m",
      labels: [{ instance: "web-1", device: "nas:/home", mountpoint: "/home" }],
      text: {
        summary: "web-1: /home does not answer",
        description:
          "For 5 minutes the kernel of web-1 has not been able to say how full nas:/home on /home is. The filesystem is broken, or the server behind it does not answer; nothing watches its space meanwhile.",
      },
    }),
    fires("several of two hosts", {
      series: {
        ...state(error, still(1)),
        ...state(error, still(1), { instance: "web-2" }),
        ...state(error, still(1), { mountpoint: "/data" }),
        ...state(error, still(1), { device: "/dev/sdb1" }),
      },
      at: "10m",
      labels: [
        { instance: "web-1", ...root },
        { instance: "web-2", ...root },
        { instance: "web-1", ...root, mountpoint: "/data" },
        { instance: "web-1", ...root, device: "/dev/sdb1" },
      ],
    }),
    quiet("`for` is not over", { series: state(error, still(1)), at: "285s" }),
    resolves("it answers again", {
      series: state(error, [
        ["10m", 1],
        ["1h", 0],
      ]),
      labels: [{ instance: "web-1", ...root }],
      firingAt: "15m",
      goneAt: "915s",
    }),
  ],
});

/** Filesystems of hosts: space, inodes, and whether they can be written to. */
export const hostFilesystemRules: Rules = {
  name: "host-filesystems",
  recordings: [
    recording("instance_device_mountpoint:node_filesystem_used:ratio", filesystemUsed),
    recording("instance_device_mountpoint:node_filesystem_inodes_used:ratio", inodesUsed),
  ],
  alerts: [
    HostFilesystemFull,
    HostFilesystemFillingFast,
    HostFilesystemFullSoon,
    HostInodesLow,
    HostInodesFilling,
    HostFilesystemReadOnly,
    HostFilesystemError,
  ],
};
