"""The plans of a whole import, and the problems that a person has to hear of."""

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, Severity, Span, diagnose
from sitegen.importers.draft import Draft, Extract
from sitegen.importers.existing import existing
from sitegen.importers.importer import Importer
from sitegen.importers.personal import personal
from sitegen.importers.plan import Plan, Planner
from sitegen.importers.site_reader import SiteReader
from sitegen.importers.tags import with_own_addresses


def planned(
    extract: Extract, importer: Importer, site: SiteReader, folder: str
) -> tuple[list[Plan], list[Diagnostic]]:
    """Return what becomes of each draft, new entries in `folder` below content/, and what is wrong with drafts.

    A draft that would be an error in a build has no plan.
    """
    drafts, found = with_own_addresses(extract.drafts, site)
    there = existing(site, folder.partition("/")[0], [importer.kind] if importer.kind else ())
    planner = Planner(
        site,
        there,
        kind=importer.kind,
        folder=folder,
        reserved=importer.reserved,
        addresses=(draft.address for draft in drafts if draft.address),
    )
    plans = [plan for plan in map(planner.withdraw, extract.withheld) if plan]
    for draft in drafts:
        plan = planner.plan(draft)
        if plan.step not in ("new", "updated"):
            plans.append(plan)
            continue
        problems = site.parse(plan.key, plan.text.encode()).diagnostics
        if not importer.kind:  # a build tells the rest at its place in the text, which is the writer's own
            problems = tuple(each for each in problems if each.severity is Severity.ERROR)
        found += (_of_draft(each, draft) for each in problems)
        if not any(each.severity is Severity.ERROR for each in problems):
            plans.append(plan)
            if importer.kind:
                found += _personal(plan, draft)
    return plans, found


def left_as_edited(plans: Iterable[Plan], importer: Importer) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that stays as a person has edited it although its source differs."""
    source = importer.source
    for plan in plans:
        span = Span(path=plan.draft.path, line=plan.draft.line)
        if plan.step == "exposed":
            what, cure = importer.item, "delete the file"
            if plan.differences:
                what, cure = " and ".join(plan.differences), "leave nothing but times in these overrides"
            message = f"{plan.path} tells of {what}, private in its {source}"
            cure = f"{cure}, or hide it with `draft: true`; --private takes what is private on purpose"
            note = "It was edited by hand, so it was not removed."
            yield diagnose("import-refused", span, message, fix=cure, note=note)
        elif plan.step == "kept" and plan.broken:
            message = f"the front matter of {plan.path} cannot be read, so it stays as it is"
            fix = "correct it, as `sitegen check` says, and import again"
            yield diagnose("import-edited", span, message, fix=fix)
        elif plan.step == "kept":
            message = f"{plan.path} was edited by hand and stays as it is"
            note = "\n".join((f"the {source} now says:", *plan.differences)) if plan.differences else ""
            yield diagnose("import-edited", span, message, note=note)


def _of_draft(found: Diagnostic, draft: Draft) -> Diagnostic:
    """Return a problem that a build would report of an entry, as one of the source it comes from."""
    code = "import-refused" if found.severity is Severity.ERROR else "import-loss"
    span = Span(path=draft.path, line=draft.line)
    return diagnose(code, span, f"{draft.title}: {found.message}", fix=found.fix)


def _personal(plan: Plan, draft: Draft) -> Iterator[Diagnostic]:
    """Yield a diagnostic that quotes what in an entry may be meant for a few people alone."""
    if quoted := personal(draft):
        span = Span(path=draft.path, line=draft.line)
        message = f"{draft.title}: it tells everybody {', '.join(quoted)}"
        fix = f"take it out of {plan.path} if it is not for everybody"
        yield diagnose("import-loss", span, message, fix=fix)
