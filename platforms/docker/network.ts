import { type Settings } from "../../stacks/settings";

/** Addresses of the stack's own network. */
export interface NetworkRange {
  /** In CIDR form. */
  readonly subnet: string;
  /** The host itself, as containers of the network reach it. */
  readonly gateway: string;
}

/**
 * The range is fixed, because a server in the host's own network must be told at which address to listen: the
 * gateway of this network is reachable from the stack's containers, and from no other machine.
 * By default it is in 172.30/16, of the block that Docker itself uses last. Each hundred of the port offset shifts to
 * the next network, so that a second stack on the host has its own.
 */
export function networkRange({
  portOffset,
  subnet = `172.30.${100 + (Math.floor(portOffset / 100) % 150)}.0/24`,
}: Pick<Settings, "portOffset" | "subnet">): NetworkRange {
  return { subnet, gateway: subnet.replace(/0\/24$/, "1") };
}
