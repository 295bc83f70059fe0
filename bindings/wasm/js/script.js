  let ready;
  const beside = document.currentScript?.src ?? location.href;
  /** Loads the engine, once: from a URL, bytes or an answer of `fetch`; from beside the script if nothing is given. */
  function load(engine) {
    ready ??= Promise.resolve(engine).then((source) => wasm_bindgen({ module_or_path: source ?? new URL("shindan_bg.wasm", beside) }));
    ready.catch(() => { ready = undefined; });
    return ready;
  }
  /** Opens a compiled pack; with `keys`, only one that one of them has signed. */
  async function open(pack, options) {
    await load();
    return Knowledge.open(wasm_bindgen, await pack, options);
  }
  return { load, open, version: () => wasm_bindgen.version(), Knowledge, Scanner, ShindanError };
