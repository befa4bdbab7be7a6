import { ConcurrentUpdateError } from "@pulumi/pulumi/automation";
import { UserError } from "./errors";
import { type Display } from "./progress";

/** Progress lines on standard error, so that standard output stays what was asked for. */
export const progress = (line: string): void => console.error(line);

/**
 * Runs an operation of the engine and turns its failure into one clear error.
 *
 * @param display what followed the events, and knows the messages
 */
export async function runEngine<T>(stack: string, display: Display, operation: () => Promise<T>): Promise<T> {
  try {
    const result = await operation();
    display.end();
    return result;
  } catch (error) {
    const messages = display
      .end()
      .filter((message) => !/^(update failed|preview failed|resource .* failed)$/i.test(message));
    if (error instanceof ConcurrentUpdateError) throw new UserError(busy(stack));
    const text = (error as Error).message;
    if (
      /no changes were expected/i.test(text) ||
      messages.some((message) => /no changes were expected/i.test(message))
    ) {
      throw new UserError(
        `Changes were made though none were expected; ./observatory preview ${stack} --diff shows such changes beforehand.`,
      );
    }
    // With the state and the CLI of this checkout, which need not be on the PATH.
    const shown = (messages.length > 0 ? messages.join("\n\n") : text).replaceAll(
      "`pulumi plugin install ",
      "`./observatory pulumi plugin install ",
    );
    throw new UserError(/not a shared or slave mount/.test(shown) ? `${shown}\n\n${privateMounts}` : shown);
  }
}

const privateMounts = [
  "The exporters have to see file systems that are mounted later, and the root of this host does not share its mounts.",
  "Hosts with systemd do. Type this on the host, and run the same command again:",
  "",
  "  sudo mount --make-rshared /",
].join("\n");

function busy(stack: string): string {
  return [
    `Another command is changing the stack ${stack} right now.`,
    "Wait until it has ended and run the same command again. If it was killed, its lock is left behind; take it away with:",
    "",
    `  ./observatory pulumi cancel --yes --stack ${stack}`,
  ].join("\n");
}
