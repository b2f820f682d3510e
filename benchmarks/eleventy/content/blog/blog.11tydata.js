// A function, because texts of posts are Markdown alone: no template is read in them.
export default { layout: "post.njk", of: "post", permalink: ({ page }) => `/blog/${page.fileSlug}/` };
