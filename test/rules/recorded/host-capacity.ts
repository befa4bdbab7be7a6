/** Proof of the recording rules of the capacity of hosts. */
import { type Recorded } from "./recorded";

const used = (labels: string): string => `instance_device_mountpoint:node_filesystem_used:ratio{${labels}}`;
const on = (instance: string, mountpoint: string): string =>
  `instance="${instance}", device="/dev/sda1", mountpoint="${mountpoint}"`;

// Eight days, so that the week that is looked at does not begin with the first value.
export const hostCapacity: Recorded = {
  every: "1h",
  at: "192h",
  input: {
    // 0.1 points an hour, 0.392 now.
    [used(on("web-1", "/"))]: "0.2+0.001x192",
    // Twice as fast on another host, and less left.
    [used(on("web-2", "/"))]: "0.4+0.002x192",
    [used(on("web-1", "/steady"))]: "0.9x192",
    [used(on("web-1", "/shrinking"))]: "0.9-0.001x192",
    // Full in a little less and a little more than two years.
    [used(on("web-1", "/slow"))]: "0.5+0.0000285x192",
    [used(on("web-1", "/slower"))]: "0.5+0.000028x192",
    // It fell a day before the week began, which does not count.
    [used(on("web-2", "/cleared"))]: "0.9x23 0.1+0.001x168",
  },
  // 608, 17 352, 108 and 732 hours, as exact as the line through 168 points is.
  expected: {
    "instance_device_mountpoint:node_filesystem_time_left_seconds:deriv7d": [
      [on("web-1", "/"), 2_188_799.999999998],
      [on("web-1", "/slow"), 62_466_694.736864485],
      [on("web-2", "/"), 388_799.99999999907],
      [on("web-2", "/cleared"), 2_635_199.9999999977],
    ],
  },
};
