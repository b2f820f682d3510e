// A blog with the same pages and feeds as ours; see ../README.md for what is made equal.
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";

const SIZE = 20;
const slug = (tag) => tag.replaceAll(" ", "-");

// One item for each page of each tag, because Eleventy pages one list at a time.
function tagPages(api) {
  const tagged = new Map();
  for (const post of newestFirst(api)) {
    for (const tag of post.data.tags) {
      if (!tagged.has(tag)) tagged.set(tag, []);
      tagged.get(tag).push(post);
    }
  }
  const pages = [];
  for (const [tag, posts] of tagged) {
    const total = Math.ceil(posts.length / SIZE);
    for (let number = 1; number <= total; number++) {
      const shown = posts.slice((number - 1) * SIZE, number * SIZE);
      pages.push({ tag, slug: slug(tag), count: posts.length, number, total, posts: shown });
    }
  }
  return pages;
}

const posts = (api) => api.getFilteredByGlob("content/blog/*.md");
const newestFirst = (api) => posts(api).reverse();

export default function (config) {
  config.addPlugin(highlight);
  config.addPassthroughCopy("assets");
  config.addCollection("blog", posts);
  config.addCollection("newest", newestFirst);
  config.addCollection("tagPages", tagPages);
  config.addCollection("tagFeeds", (api) => tagPages(api).filter((page) => page.number === 1));
  config.addFilter("slug", slug);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("moment", (date) => date.toISOString());
  config.addFilter("first", (list, count) => list.slice(0, count));
  config.addFilter("excerpt", (html) => {
    const words = (/<p>(.*?)<\/p>/s.exec(html)?.[1] ?? "").replace(/<[^>]*>/g, "");
    return words.length > 200 ? `${words.slice(0, words.lastIndexOf(" ", 200))}…` : words;
  });
  return {
    dir: { input: "content", includes: "../_includes", output: "output" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
