// Runs in a thread of its own: typesetting and the reading of fonts would keep the server from answering meanwhile.
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const { library, template, report, fonts, madeAt } = workerData;

function typeset() {
  const { NodeCompiler } = createRequire(library)(library);
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts.map((font) => Buffer.from(font)) }] });
  const compiled = compiler.compile({ mainFileContent: template, inputs: { report } });
  if (compiled.hasError()) {
    const diagnostics = compiler.fetchDiagnostics(compiled.takeDiagnostics());
    return { problem: diagnostics.map(({ message }) => message).join("; ") };
  }
  const seconds = Math.floor(Date.parse(madeAt) / 1000);
  return { pdf: compiler.pdf(compiled.result, { pdfStandard: "ua-1", creationTimestamp: seconds }) };
}

try {
  parentPort.postMessage(typeset());
} catch (error) {
  parentPort.postMessage({ problem: String(error?.message ?? error) });
}
