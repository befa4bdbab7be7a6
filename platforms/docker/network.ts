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
 * 172.30/16 lies in the block that Docker itself uses last. Each hundred of the port offset shifts to the next
 * network, so that a second stack on the host has its own.
 */
export function networkRange(settings: Pick<Settings, "portOffset">): NetworkRange {
  const third = 100 + (Math.floor(settings.portOffset / 100) % 150);
  return { subnet: `172.30.${third}.0/24`, gateway: `172.30.${third}.1` };
}
