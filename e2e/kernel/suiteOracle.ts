/** Runs a case of a suite on the running kernel through the oracle, beside the engine. */
import type { KernelProfile } from "#engine/kernels.ts";
import { runCall } from "#engine/run.ts";
import { TRACE_TID } from "#formats/mmTraceBoot.ts";
import { evaluate } from "#lang/evaluate.ts";
import { lowerStatement } from "#lang/lower.ts";
import { printCall } from "#lang/printCall.ts";
import type { CallStatement, Statement } from "#lang/program.ts";
import { statementsOf } from "#lang/program.ts";
import { parseScenario } from "#lang/scenario.ts";
import { judge, valueOf } from "#timeline/expectation.ts";
import { Companion } from "./compare.ts";
import { encodeCall } from "./encode.ts";
import { Oracle } from "./oracle.ts";

type Built = Parameters<typeof Oracle.start>[0];

/** Why the oracle cannot perform this case, or in what kernel, engine and case are at odds. */
export interface OracleRun {
  readonly skipped: string | null;
  readonly wrong: readonly string[];
}

/** The subject is one thread with the rights and limits of root. */
function whyNot(statement: Statement): string | null {
  if (statement.kind === "setting") return "a machine with other settings";
  if (statement.kind === "thread") return "further threads";
  if (statement.kind !== "call") return null;
  if (statement.thread !== null) return "further threads";
  const { callee } = statement;
  if (callee === "serve") return null;
  return callee === "fork" || encodeCall({ name: callee, args: [] }) === null ? callee : null;
}

/** One case in progress. */
class CaseOnKernel {
  private readonly companion: Companion;
  private readonly oracle: Oracle;
  private names: ReadonlyMap<string, bigint> = new Map();

  constructor(oracle: Oracle, companion: Companion) {
    this.oracle = oracle;
    this.companion = companion;
  }

  async take(statement: Statement): Promise<readonly string[]> {
    if (statement.kind === "let") {
      const value = evaluate(statement.value, this.names);
      if (!value.ok) return [value.error.message];
      this.names = new Map(this.names).set(statement.name, value.value);
    }
    // The recorder answers every userfaultfd from its beginning on, as the engine does that is booted from its header.
    return statement.kind === "call" && statement.callee !== "serve" ? this.call(statement) : [];
  }

  private async call(statement: CallStatement): Promise<readonly string[]> {
    const call = lowerStatement(statement, this.names);
    if (!call.ok) return [call.error.message];
    // Where the kernel answers anything else, the comparison says so.
    const { result } = runCall(this.companion.machine, TRACE_TID, call.value);
    const seen = await this.oracle.run(call.value);
    const expected = judge(statement.expectation, result, this.names);
    if (statement.assigned !== null) {
      this.names = new Map(this.names).set(statement.assigned, BigInt.asUintN(64, valueOf(result)));
    }
    const text = printCall(call.value);
    const unmet = expected?.holds === false ? [`${text}: it does not give ${expected.text} here`] : [];
    return [
      ...unmet,
      ...this.companion
        .step(call.value, seen)
        .map(({ what, kernel, engine }) => `${text}: ${what}\n  kernel ${kernel}\n  engine ${engine}`),
    ];
  }
}

/** Performs a case on kernel and engine; the first call that differs ends it. */
export async function runOnKernel(built: Built, kernel: KernelProfile, text: string): Promise<OracleRun> {
  const statements = statementsOf(parseScenario(text).program);
  const reasons = statements.map(whyNot).filter((reason) => reason !== null);
  if (reasons[0] !== undefined) return { skipped: reasons[0], wrong: [] };
  const { oracle, header } = await Oracle.start(built);
  try {
    const run = new CaseOnKernel(oracle, new Companion(header, kernel));
    for (const statement of statements) {
      const wrong = await run.take(statement);
      if (wrong.length > 0) return { skipped: null, wrong };
    }
  } finally {
    await oracle.stop();
  }
  return { skipped: null, wrong: [] };
}
