/** Log files of a node's pods, as its kubelet and its container runtime lay them down. */
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** Whose file it is. */
export interface LoggedContainer {
  readonly namespace: string;
  readonly pod: string;
  /** Of static pods a hash of their file. */
  readonly uid: string;
  readonly container: string;
}

/** A line, or a piece of one: the runtime cuts lines of more than 16 KiB. */
export interface Piece {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
  /** More of the line follows. @default false */
  readonly more?: boolean;
}

/** When the first piece of each call of `print` was written; each further one came a millisecond later. */
export const printedAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000);

/**
 * Appends pieces to the container's file.
 *
 * @param root root folder of the node
 */
export function print(root: string, of: LoggedContainer, ...pieces: readonly Piece[]): void {
  const folder = join(root, "var/log/pods", `${of.namespace}_${of.pod}_${of.uid}`, of.container);
  mkdirSync(folder, { recursive: true });
  const lines = pieces.map(({ stream, text, more }, index) => {
    // Nanoseconds, as containerd writes them.
    const time = new Date(printedAt.getTime() + index).toISOString().replace("Z", "000000Z");
    return `${time} ${stream} ${more === true ? "P" : "F"} ${text}\n`;
  });
  appendFileSync(join(folder, "0.log"), lines.join(""));
}
