/** A program with a value that fails after the program itself has ended well. Ends with status 1 and the error. */
import * as pulumi from "@pulumi/pulumi";
import { generatedSecret } from "../../platforms/generated-secret";
import { record } from "../../review/record";

const program = async (): Promise<Record<string, unknown>> => {
  const failing = pulumi.output("x").apply((): string => {
    throw new Error("this value cannot be made");
  });
  generatedSecret("made", { dependsOn: failing.apply(() => []) });
  return {};
};

record({ stack: "test", config: {}, secretKeys: [], program }).catch((error: unknown) => {
  console.error(String(error));
  process.exit(1);
});
