/* Marks, on the page that a result leads to, the words that were looked for, and takes them out of its address. */
{
  const query = new URLSearchParams(location.search);
  const found = query.get("found");
  const main = document.querySelector("main");
  const most = 500;

  if (found && main) {
    const marks = new Set(found.split(" ").map((word) => word.toLowerCase()));
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("script, style, svg, math, textarea, .searching, .results")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    let left = most;
    for (const node of nodes) {
      if (left <= 0) break;
      const pieces = node.data.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*)/u);
      if (!pieces.some((piece) => marks.has(piece.toLowerCase()))) continue;
      node.replaceWith(...pieces.map((piece) => {
        if (!marks.has(piece.toLowerCase())) return piece;
        left -= 1;
        return Object.assign(document.createElement("mark"), { textContent: piece });
      }));
    }
    query.delete("found");
    history.replaceState(history.state, "", `${location.pathname}${`${query}` && `?${query}`}${location.hash}`);
  }
}
