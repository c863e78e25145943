/** The engine's account of one input, line by line. */

/**
 * @typedef {typeof import("./entry.ts")} Entry
 * @typedef {import("#engine/kernels.ts").KernelProfile} KernelProfile
 * @typedef {import("#engine/bootOptions.ts").BootVma} BootVma
 *
 * @typedef {object} Options
 * @property {string} name what to call the program
 * @property {KernelProfile | null} kernel instead of the input's own
 * @property {readonly BootVma[] | null} maps mappings at the start of a log
 *
 * @typedef {object} Told
 * @property {string} text a line of the account
 * @property {string | null} notModelled what the engine could not do, with its place in the input
 *
 * @typedef {{ ok: true, lines: Iterable<Told> } | { ok: false, error: string }} Account
 */

/**
 * @param {Entry} engine
 * @param {string} text a recording, an strace log or a scenario
 * @param {Options} options
 * @returns {Account}
 */
export function accountOfInput(engine, text, options) {
  const kind = engine.inputKind(text);
  if (kind === "recording") return ofRecording(engine, text, options);
  return kind === "strace" ? ofLog(engine, text, options) : ofScenario(engine, text, options);
}

/** @param {unknown} line @returns {Told} */
const plain = (line) => ({ text: JSON.stringify(line), notModelled: null });

/** @param {number} line @param {string | null} why */
const place = (line, why) => (why === null ? null : `line ${line}: ${why}`);

/** @param {Entry} engine @param {string} text @param {Options} options @returns {Account} */
function ofRecording(engine, text, { kernel }) {
  const replay = engine.replayTrace(text, kernel);
  if (!replay.ok) return replay;
  const { header, initial, calls } = replay.value;
  function* lines() {
    yield plain({ ...header.json, ...initial });
    for (const { line, lineNumber, notModelled } of calls) {
      yield { text: JSON.stringify(line), notModelled: place(lineNumber, notModelled) };
    }
  }
  return { ok: true, lines: lines() };
}

/** @param {Entry} engine @param {string} text @param {Options} options @returns {Account} */
function ofLog(engine, text, { name, kernel, maps }) {
  const { header, calls } = engine.replayLog(text, {
    program: name,
    ...(kernel === null ? {} : { kernel }),
    ...(maps === null ? {} : { maps }),
  });
  function* lines() {
    let others = 0;
    yield plain(header);
    for (const { line, lineNumber, notModelled, elsewhere } of calls) {
      if (elsewhere) others += 1;
      if (line !== null) yield { text: JSON.stringify(line), notModelled: place(lineNumber, notModelled) };
    }
    if (others > 0) console.error(`${name}: ${others} calls of other processes are passed over`);
  }
  return { ok: true, lines: lines() };
}

/** @param {Entry} engine @param {string} text @param {Options} options @returns {Account} */
function ofScenario(engine, text, { name, kernel }) {
  const { program, diagnostics } = engine.parseScenario(text);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const list = errors.map(({ range, message }) => `line ${range.line}, column ${range.column}: ${message}`);
    return { ok: false, error: list.join("\n  ") };
  }
  const timeline = engine.runProgram(program, {
    watch: false,
    ...(kernel === null ? {} : { kernel: kernel.id }),
  });
  const { header, lines: told } = engine.accountOf(timeline, name);
  function* lines() {
    yield plain(header);
    for (const { step, line } of told) {
      yield { text: JSON.stringify(line), notModelled: place(step.line, engine.unmodelled(step.result)) };
    }
    const { stopped } = timeline;
    if (stopped !== null) {
      yield { ...plain({ end: stopped.message }), notModelled: place(stopped.range.line, stopped.message) };
    }
  }
  return { ok: true, lines: lines() };
}
