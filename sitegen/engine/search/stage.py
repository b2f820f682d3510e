"""The search index as a part of a build, between rendering and publishing."""

from msgspec import structs

from sitegen.engine.graph.record import Receipt
from sitegen.engine.rendering import Rendering
from sitegen.engine.search.index import in_index, index_pages, not_indexed, target_of
from sitegen.engine.search.pagefind import IndexingFailed
from sitegen.engine.work import Planned, Work
from sitegen.stages.publish import Staging


def index(work: Work, planned: Planned, rendering: Rendering, staging: Staging | None) -> Rendering:
    """Return the rendering with the search index of its pages, staged where it had to be made anew.

    A preview has none: the dev server makes one when somebody searches.
    """
    request, receipts = work.request, rendering.record.receipts
    if staging is None or not work.config.search or request.gate != "publish" or rendering.diagnostics:
        return rendering
    pages = {path: each.digest for path, each in receipts.items() if each.target.owner}
    before = work.record.receipts
    try:
        made = index_pages(request.root, staging, pages, planned.manifest, clean=not before)
    except IndexingFailed as failure:
        return structs.replace(rendering, diagnostics=(not_indexed(failure, request.config),))
    finally:
        work.laps.end("search index")
    rendering.record.receipts = {path: each for path, each in receipts.items() if not in_index(path)} | {
        path: Receipt(target_of(path), (), digest, before[path].reason if path in before else made.reason)
        for path, digest in made.indexed.files.items()
    }
    fresh = {path: each for path, each in rendering.fresh.items() if not in_index(path)} | made.fresh
    return structs.replace(rendering, fresh=fresh, indexed=made.indexed)
