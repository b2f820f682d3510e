/* Searches an index that Pagefind 1.4 made, by its WebAssembly. Files are loaded as they are needed. */

/* A title that is weighed ten times beats a page that is only short or says a word often. */
const RANKING = { term_similarity: 1, page_length: 0.1, term_saturation: 2, term_frequency: 0.1 };

async function unpacked(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address);
  const data = await answer.arrayBuffer();
  if (new Uint8Array(data)[0] !== 0x1f) return new Uint8Array(data, 12);  // a server has unpacked it
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer(), 12);  // after its signature
}

async function openIndex(folder, language) {
  const answer = await fetch(folder + "index.json", { cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.statusText);
  const languages = await answer.json();
  const known = Object.keys(languages);
  const own = [language, language.split("-")[0], known[0]].find((name) => name in languages);
  if (!own) return { languages: known, search: () => ({ results: [], counts: {} }) };
  const [meta, code] = await Promise.all([
    unpacked(folder + languages[own].meta),
    unpacked(folder + languages[own].wasm),
  ]);
  const wasm = (await WebAssembly.instantiate(code, {})).instance.exports;
  const [loaded, pages] = [{}, {}];

  const passed = (bytes) => {
    const at = wasm.__wbindgen_malloc(bytes.length, 1);
    new Uint8Array(wasm.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  };
  const asked = (name, ...words) => {
    const given = words.flatMap((word) => typeof word === "string" ? passed(new TextEncoder().encode(word)) : [word]);
    const back = wasm.__wbindgen_add_to_stack_pointer(-16);
    wasm[name](back, pointer, ...given);
    const [at, length] = new Int32Array(wasm.memory.buffer, back, 2);
    const text = new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, at, length));
    wasm.__wbindgen_add_to_stack_pointer(16);
    wasm.__wbindgen_free(at, length, 1);
    return JSON.parse(text);
  };
  const part = (path, take) => loaded[path] ??= unpacked(folder + path).then((bytes) => {
    pointer = wasm[take](pointer, ...passed(bytes));
  });
  let pointer = wasm.init_pagefind(...passed(meta));
  pointer = wasm.set_ranking_weights(pointer, ...passed(new TextEncoder().encode(JSON.stringify(RANKING))));

  return {
    languages: known,
    language: own,
    async search(words, chosen, counting) {
      const plain = words.replace(/[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu, "").toLocaleLowerCase();
      const term = plain.replace(/\s+/g, " ").trim();
      const filters = JSON.stringify(chosen);
      const needed = counting ? asked("request_all_filter_indexes") : asked("request_filter_indexes", filters);
      await Promise.all([
        ...asked("request_indexes", term).map((hash) => part(`index/${hash}.pf_index`, "load_index_chunk")),
        ...needed.map((hash) => part(`filter/${hash}.pf_filter`, "load_filter_chunk")),
      ]);
      const exact = /^\s*["“„«].+["”“»]\s*$/.test(words);
      const found = asked("search", term, filters, "", exact ? 1 : 0);
      return {
        results: found.results.map((one) => ({ hash: one.p, places: one.l, words: term.split(" ") })),
        counts: found.filtered_counts,
      };
    },
    page(hash) {
      return pages[hash] ??= unpacked(`${folder}fragment/${hash}.pf_fragment`)
        .then((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    },
  };
}
