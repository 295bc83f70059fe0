// The conformance suite, for Node and for a browser alike.

/** The lines of `cases.tsv`: name, file of the pack, operation, input, wanted output. */
export function cases(text) {
  return text.split("\n").filter((line) => line !== "").map((line) => {
    const fields = line.split("\t");
    if (fields.length !== 5) throw new Error(`a case has five fields, this line has ${fields.length}: ${line.slice(0, 80)}`);
    const [name, pack, operation, input, wanted] = fields;
    return { name, pack, operation, input, wanted };
  });
}

/** The names of the cases whose output is not the wanted one, byte for byte. `opened` holds the open packs by file. */
export function failing(all, opened) {
  return all.filter(({ pack, operation, input, wanted }) => answer(opened[pack], operation, input) !== wanted).map(({ name }) => name);
}

function answer(knowledge, operation, input) {
  try {
    return knowledge.call(operation, input);
  } catch (error) {
    return JSON.stringify({ error: { kind: error.kind, message: error.message } });
  }
}
